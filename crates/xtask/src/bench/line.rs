//! One line of the result: what was compared, the figure, its limit, and whether it is within.

use std::fmt;

use serde_json::json;

/// What a figure is, which says how it is printed.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    /// Ours divided by theirs.
    Ratio,
    Milliseconds,
    /// 10^6 bytes.
    Megabytes,
    /// How many places break a rule.
    Places,
}

pub(crate) struct Line {
    /// What was compared with what.
    pub(crate) what: String,
    pub(crate) unit: Unit,
    pub(crate) figure: f64,
    /// The figure may be this and no more.
    pub(crate) limit: f64,
    /// The single figures behind it, in the order in which they were taken.
    pub(crate) rounds: Vec<f64>,
    /// Anything that helps to read it: seconds of both sides, peak memory.
    pub(crate) note: String,
}

impl Line {
    pub(crate) fn is_within(&self) -> bool {
        self.figure <= self.limit
    }
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.is_within() { "pass" } else { "OVER" };
        let (figure, limit) = (shown(self.figure, self.unit), shown(self.limit, self.unit));
        write!(formatter, "{verdict}  {figure:>9} (limit {limit})  {}  [{}]", self.what, self.note)
    }
}

fn shown(figure: f64, unit: Unit) -> String {
    match unit {
        Unit::Ratio => format!("{figure:.2} x"),
        Unit::Milliseconds => format!("{figure:.1} ms"),
        Unit::Megabytes => format!("{figure:.0} MB"),
        Unit::Places => format!("{figure:.0}"),
    }
}

/// The file under bench-out: machine and lines, for whoever compares two machines or two days.
pub(crate) fn to_json(machine: &str, lines: &[Line]) -> String {
    let lines: Vec<_> = lines
        .iter()
        .map(|line| {
            json!({
                "what": line.what,
                "unit": match line.unit {
                    Unit::Ratio => "ratio",
                    Unit::Milliseconds => "ms",
                    Unit::Megabytes => "MB",
                    Unit::Places => "places",
                },
                "figure": line.figure,
                "limit": line.limit,
                "within": line.is_within(),
                "rounds": line.rounds,
                "note": line.note,
            })
        })
        .collect();
    format!("{:#}\n", json!({ "machine": machine, "lines": lines }))
}
