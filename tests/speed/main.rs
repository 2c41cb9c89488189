//! What a user waits for in the window, as ratios: `cargo xtask bench window` runs these, nothing else does.
//!
//! Both sides of each ratio run in turn on the same machine, from the same build profile, and the medians are compared.
//! Each prints one line, `bench` and a JSON object. Words on the command line choose among `paint`, `scroll`, `memory`.

use holdfast_tests::program::Desk;
use holdfast_tests::window::{Start, Window};
use serde_json::json;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn main() {
    let chosen: Vec<String> = std::env::args().skip(1).collect();
    let parts: [(&str, fn()); 3] = [
        ("paint", first_useful_paint_against_an_empty_window),
        ("scroll", a_scroll_through_a_hundred_thousand_items_against_a_hundred),
        ("memory", memory_over_a_long_use),
    ];
    for (name, measure) in parts {
        if chosen.is_empty() || chosen.iter().any(|word| word == name) {
            measure();
        }
    }
}

const OPENINGS: usize = 11;

/// Milliseconds of the system's clock, the one that `performance.timeOrigin` is told in.
fn now_ms() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs_f64() * 1000.0
}

/// One line for `cargo xtask bench`.
fn say(what: &str, unit: &str, figure: f64, limit: f64, rounds: &[f64], note: &str) {
    let line = json!({ "what": what, "unit": unit, "figure": figure, "limit": limit, "rounds": rounds, "note": note });
    println!("bench {line}");
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn first_useful_paint_against_an_empty_window() {
    let useful = "const mark = performance.getEntriesByName('useful')[0] \
        ?? performance.getEntriesByName('first-contentful-paint')[0]; \
        return mark ? performance.timeOrigin + mark.startTime : null";
    let opened = |binary: &str| {
        let begun = now_ms();
        let start = Start { binary: binary.to_owned(), ..Start::default() };
        let (desk, _) = holdfast_tests::window::sample::with_sample("en");
        let (window, asked) = Window::open_timed(desk, &start);
        let painted = window.wait("the first paint", useful).as_f64().expect("a time");
        assert!(asked >= begun, "asked after it began");
        painted - asked
    };
    let (mut ours, mut empty) = (Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        empty.push(opened("examples/empty"));
        ours.push(opened("holdfast-window"));
    }
    let rounds: Vec<f64> = ours.iter().zip(&empty).map(|(ours, empty)| ours / empty).collect();
    let note = format!("{:.0} ms, an empty window {:.0} ms", median(ours), median(empty));
    say("first useful paint / an empty window's first paint", "ratio", median(rounds.clone()), 1.5, &rounds, &note);
}

fn a_scroll_through_a_hundred_thousand_items_against_a_hundred() {
    let folder =
        PathBuf::from(std::env::var_os("HOLDFAST_BENCH_VAULTS").expect("cargo xtask bench window makes vaults"));
    let hundred = Desk::new();
    hundred.holdfast(&["vault", "create"]).expect(0);
    for at in 0..100 {
        hundred.write(format!("files/{at:03}.txt"), format!("item {at}"));
    }
    hundred.holdfast(&["item", "add", "files"]).expect(0);
    let gaps = |vault: PathBuf| {
        let more = vec![("HOLDFAST_VAULT", vault.display().to_string())];
        let window = Window::open(Desk::new(), &Start { more, ..Start::default() });
        window.wait("rows", "return document.querySelector('[role=gridcell], [role=row]') !== null");
        window.scroll_gaps(Duration::from_secs(10))
    };
    let (mut many, mut few) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        few.push(gaps(hundred.vault()));
        many.push(gaps(folder.join("large")));
    }
    let note = format!("in 10 s; with 100 items {:.0}", median(few.clone()));
    say("frames over 50 ms while scrolling 100,000 items", "places", median(many.clone()), median(few), &many, &note);
}

fn memory_over_a_long_use() {
    let minutes: u64 = std::env::var("HOLDFAST_BENCH_MINUTES").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let (desk, dispute) = holdfast_tests::window::sample::with_sample("en");
    let window = Window::open(desk, &Start::default());
    let begun = Instant::now();
    let mut sizes = Vec::new();
    while begun.elapsed() < Duration::from_secs(minutes * 60) {
        for route in ["evidence", "disputes", &format!("disputes/{dispute}"), "verify", "settings/vaults", "evidence"] {
            window.go(route);
        }
        window.look_at_every_item();
        sizes.push(window.memory_mib());
    }
    // The first tenth warms caches up; then the first and the last fifth of what is left are compared.
    let warm = &sizes[sizes.len() / 10..];
    let fifth = (warm.len() / 5).max(1);
    let (early, late) = (median(warm[..fifth].to_vec()), median(warm[warm.len() - fifth..].to_vec()));
    let note = format!("{minutes} min, {} rounds, {early:.0} MiB early, {late:.0} MiB late", sizes.len());
    say("memory late in a long use / early", "ratio", late / early, 1.1, &sizes, &note);
}
