//! Whose work Holdfast is made with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `licences_show`: the packages that are shipped, and each licence's text once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Licences {
    /// By name, then version.
    pub packages: Vec<LicensedPackage>,
    /// The texts, by their ids.
    pub texts: BTreeMap<String, String>,
}

/// One package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LicensedPackage {
    /// Its name in its registry.
    pub name: String,
    /// Its version.
    pub version: String,
    /// `rust` or `npm`.
    pub from: String,
    /// The SPDX expression that it states.
    pub licence: String,
    /// Its texts, in the order of their files; empty when it brings none and the expression says it all.
    pub text_ids: Vec<String>,
}
