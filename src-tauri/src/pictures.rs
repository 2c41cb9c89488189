//! Pictures for the page, made beside it: a request of [`crate::protocol`] becomes a wish of [`crate::workers`].

use std::panic::{AssertUnwindSafe, catch_unwind};

use holdfast::viewing;
use tauri::http::Request;
use tauri::{AppHandle, Manager, UriSchemeResponder};

use crate::protocol::{self, Picture};
use crate::shell::Shell;
use crate::workers::Turn;

/// Answers a request in its turn, whatever happens: a request without an answer would wait for ever.
pub(crate) fn answer(app: &AppHandle, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let Some(shell) = app.try_state::<Shell>() else { return };
    let workers = shell.workers.clone();
    let app = app.clone();
    workers.soon(move |turn| {
        let draw = |picture: &Picture| {
            let shell = app.state::<Shell>();
            let drawn = || (turn == Turn::Now).then(|| draw(&shell, picture)).flatten();
            // The hook has written where; the page shows that there is no picture.
            catch_unwind(AssertUnwindSafe(drawn)).unwrap_or_default()
        };
        responder.respond(protocol::answer(&request, draw));
    });
}

/// The picture's bytes; none when there is no such picture, or it cannot be made.
fn draw(shell: &Shell, picture: &Picture) -> Option<Vec<u8>> {
    let holdfast = shell.holdfast();
    let drawn = match picture {
        Picture::Thumbnail { part } => viewing::thumbnail(&holdfast, part),
        Picture::Tile { part, level, column, row } => viewing::tile(&holdfast, part, *level, *column, *row),
        Picture::Page { part, page, scale } => viewing::page(&holdfast, part, *page, *scale as f32 / 100.0),
    };
    drawn.ok().map(|(_, bytes)| bytes.to_vec())
}
