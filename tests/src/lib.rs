//! What every boundary test shares. Tests here know Holdfast only from outside: the built programs, the files they
//! leave and the published format. Its parts:
//!
//! * `program`: run `holdfast` and `holdfast-verify` at a private desk (own home, own vault, no inherited settings);
//! * `sample`: small evidence files made here, and a vault and bundle made of them through the command line;
//! * `forge`: a second, independent implementation of the format, able to write every false bundle;
//! * `matrix`: a table of cases run in threads, each with its own verdict, all failures listed at the end;
//! * `clock`: a time authority on 127.0.0.1, and ones that misbehave;
//! * `code_page`: docs/errors.md, made from the code;
//! * `window`: the real window on a display without a screen, pressed and typed into as a user does.
//!
//! Fixtures written by others are read through `fixtures`; they are not part of the project and may be absent.

pub mod clock;
pub mod code_page;
pub mod files;
pub mod fixtures;
pub mod forge;
pub mod matrix;
pub mod program;
pub mod sample;
pub mod window;
