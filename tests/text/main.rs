//! Every code that any crate can give has its sentences in both languages, every key that the source asks for
//! exists, and no sentence lies around that nobody asks for.

mod codes;
mod keys;
