//! One question, and everything that can come back.

use crate::clock::{self, Behaviour, Keys, openssl_works};
use crate::world::{World, agreed, at};
use holdfast_proof::Digest;
use holdfast_proof::tsp::{Outcome, Token};
use holdfast_time::{ClockError, Http, ask_once, try_one};
use std::time::{Duration, Instant};

fn code_of(world: &World, authority: &clock::Authority) -> (&'static str, Option<String>) {
    let error = try_one(&agreed("a", authority), &world.http, &world.outside).expect_err("refused");
    (error.code(), error.reason())
}

#[test]
fn a_good_reply_is_kept_whole_and_checked_to_the_root() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    for keys in [Keys::Rsa, Keys::Ec, Keys::Ec384] {
        let authority = clock::Authority::start(keys);
        let list = b"a list\n";
        let answers = ask_once(list, &[agreed("a", &authority)], &world.http, &world.outside);
        let stamped = answers.into_iter().next().expect("an answer").1.expect("it holds");
        assert_eq!(stamped.checked.outcome, Outcome::Proven, "{keys:?}: the user gave its root");
        let token = Token::read(&stamped.token).expect("the whole reply");
        assert!(token.covers(list), "{keys:?}: over these very bytes");
        assert_eq!(authority.requests(), 1, "{keys:?}: one question");
    }
}

#[test]
fn a_question_holds_a_digest_and_chance_and_nothing_else() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let list = b"what nobody is to see\n";
    ask_once(list, &[agreed("a", &authority)], &world.http, &world.outside);
    let question = authority.questions().remove(0);
    assert!(question.len() < 100, "{} bytes leave the machine", question.len());
    let imprint = Digest::of(list);
    assert!(question.windows(32).any(|window| window == imprint.as_bytes()), "the digest");
    assert!(!question.windows(6).any(|window| window == b"nobody"), "never the bytes");
}

#[test]
fn whatever_does_not_hold_is_refused_by_name() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let other = clock::Authority::start(Keys::Ec);
    for (behaviour, code, reason) in [
        (Behaviour::OtherNonce, "reply-invalid", Some("nonce-mismatch")),
        (Behaviour::OtherImprint, "reply-invalid", Some("imprint-mismatch")),
        (Behaviour::BareToken, "reply-invalid", Some("token-without-response")),
        (Behaviour::Refusing, "clock-refused", None),
        (Behaviour::Html, "clock-not-a-token", Some("text/html")),
        (Behaviour::HtmlAsReply, "clock-not-a-token", None),
        (Behaviour::Status(500), "clock-busy", Some("HTTP 500")),
        (Behaviour::Status(404), "clock-refused", Some("HTTP 404")),
        (Behaviour::Status(204), "clock-refused", Some("HTTP 204")),
        (Behaviour::Dropped, "clock-unreachable", None),
        (Behaviour::Redirect(other.url.clone()), "clock-redirected", Some("HTTP 302")),
    ] {
        authority.behave(behaviour.clone());
        let (found, detail) = code_of(&world, &authority);
        assert_eq!(found, code, "{behaviour:?}: {detail:?}");
        if let Some(reason) = reason {
            assert_eq!(detail.as_deref(), Some(reason), "{behaviour:?}");
        }
    }
    assert_eq!(other.requests(), 0, "nobody agreed to the place that a redirect names");
}

#[test]
fn a_certificate_that_does_not_fit_is_refused() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    for (keys, reason) in [
        (Keys::Expired, "certificate-expired"),
        (Keys::NotYetValid, "certificate-not-yet-valid"),
        (Keys::WrongUse, "extended-key-usage-wrong"),
    ] {
        let authority = clock::Authority::start(keys);
        assert_eq!(code_of(&world, &authority), ("reply-invalid", Some(reason.to_owned())), "{keys:?}");
        // Without a root too: sound but for its root is the least.
        let stranger = at("a", &authority.url, None);
        let error = try_one(&stranger, &world.http, &world.outside).expect_err("refused");
        assert_eq!(error.code(), "reply-invalid", "{keys:?} without a root");
    }
}

#[test]
fn another_authoritys_token_is_refused_where_a_root_was_given_and_strange_where_none_was() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let (one, other) = (clock::Authority::start(Keys::Ec), clock::Authority::start(Keys::Ec));
    let mixed = at("a", &one.url, Some(other.root_pem.clone()));
    let error = try_one(&mixed, &world.http, &world.outside).expect_err("another root");
    assert_eq!(error, ClockError::ReplyInvalid { reason: "unknown-authority" }, "it is not whom the user named");
    let stranger = at("a", &one.url, None);
    let stamped = try_one(&stranger, &world.http, &world.outside).expect("sound but for its root");
    assert_eq!(stamped.checked.outcome, Outcome::UnknownAuthority, "its time does not count");
    let mut preset = agreed("digicert", &one);
    (preset.preset, preset.roots) = (true, None);
    let error = try_one(&preset, &world.http, &world.outside).expect_err("not the pinned one");
    assert_eq!(error.reason().as_deref(), Some("unknown-authority"), "a name does not make a preset");
}

#[test]
fn a_slow_authority_costs_the_limit_and_no_more() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let http = Http::new(Duration::from_millis(300));
    for behaviour in [Behaviour::Slow(Duration::from_secs(5)), Behaviour::Dripping] {
        authority.behave(behaviour.clone());
        let began = Instant::now();
        let error = try_one(&agreed("a", &authority), &http, &world.outside).expect_err("too slow");
        assert_eq!(error, ClockError::Slow { limit_ms: 300 }, "{behaviour:?}");
        assert!(began.elapsed() < Duration::from_secs(3), "{behaviour:?}: {:?}", began.elapsed());
    }
}

#[test]
fn several_are_asked_at_once() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authorities: Vec<_> = (0..4).map(|_| clock::Authority::start(Keys::Ec)).collect();
    for authority in &authorities {
        authority.behave(Behaviour::Slow(Duration::from_secs(5)));
    }
    let agreed: Vec<_> = authorities.iter().map(|authority| agreed("a", authority)).collect();
    let http = Http::new(Duration::from_millis(500));
    let began = Instant::now();
    let answers = ask_once(b"list", &agreed, &http, &world.outside);
    assert_eq!(answers.len(), 4, "one answer each");
    assert!(began.elapsed() < Duration::from_millis(1_500), "not one after another: {:?}", began.elapsed());
}

#[test]
fn a_hundred_megabytes_are_not_read() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    authority.behave(Behaviour::Huge);
    let before = peak_kib();
    let error = try_one(&agreed("a", &authority), &world.http, &world.outside).expect_err("too large");
    assert_eq!(error, ClockError::TooLarge { limit_bytes: 65_536 }, "given up at once");
    let grown = peak_kib().saturating_sub(before);
    assert!(grown < 20_000, "{grown} KiB more for a reply of 100 MB");
}

/// The most memory that this process has ever had.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default()
}

#[test]
fn a_secure_connection_that_cannot_be_made_is_no_answer() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let url = authority.url.replace("http://", "https://");
    let error = try_one(&at("a", &url, None), &world.http, &world.outside).expect_err("it speaks no TLS");
    assert_eq!(error.code(), "clock-unreachable", "{error}");
}

#[test]
fn where_nobody_answers_is_said_as_that() {
    let world = World::new();
    for url in [clock::Authority::nobody(), "http://no-such-host.invalid/".to_owned(), "http://[::1".to_owned()] {
        let error = try_one(&at("a", &url, None), &world.http, &world.outside).expect_err("nobody");
        assert_eq!(error.code(), "clock-unreachable", "{url}: {error}");
    }
}
