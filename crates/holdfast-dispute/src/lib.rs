//! story to come
