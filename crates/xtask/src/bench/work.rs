//! What is measured, a file for each part of the product.

pub(crate) mod export;
pub(crate) mod fuzz;
pub(crate) mod keep;
pub(crate) mod memory;
pub(crate) mod scale;
pub(crate) mod time;
pub(crate) mod trace;
pub(crate) mod verify;
pub(crate) mod window;
