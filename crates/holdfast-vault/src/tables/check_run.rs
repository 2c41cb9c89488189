//! `check_run`: when the vault was last checked, and with what result. An export says it in its log entry.

use crate::error::Result;
use rusqlite::{Connection, OptionalExtension as _, params};

pub(crate) const SCHEMA_1: &str = "
CREATE TABLE check_run (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    at     TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('whole', 'damaged'))
) STRICT;
";

pub(crate) fn set(connection: &Connection, at: &str, result: &str) -> Result<()> {
    connection.execute(
        "INSERT INTO check_run (one, at, result) VALUES (1, ?1, ?2)
         ON CONFLICT (one) DO UPDATE SET at = excluded.at, result = excluded.result",
        params![at, result],
    )?;
    Ok(())
}

/// Time and result of the newest check.
pub(crate) fn newest(connection: &Connection) -> Result<Option<(String, String)>> {
    let mut statement = connection.prepare_cached("SELECT at, result FROM check_run WHERE one = 1")?;
    Ok(statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}
