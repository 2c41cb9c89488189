// Names and values; where a value was declared or could not be had, its source says so in a word.
import type { ReactNode } from "react";
import { m } from "../text";

export interface KeyValueRow {
  key: string;
  value: ReactNode;
  /** Where the value comes from; a plain text stands as given. */
  source?: "measured" | "declared" | "unavailable" | undefined;
}

function sourceWord(source: "measured" | "declared" | "unavailable"): string {
  if (source === "measured") return m.common_source_measured();
  return source === "declared" ? m.common_source_declared() : m.common_source_unavailable();
}

export function KeyValue({ rows }: { rows: KeyValueRow[] }) {
  return (
    <dl className="key-value">
      {rows.map((row) => (
        <div key={row.key} className="key-value-row">
          <dt>{row.key}</dt>
          <dd>{row.value}</dd>
          {row.source !== undefined && <dd className="source" data-source={row.source}>{sourceWord(row.source)}</dd>}
        </div>
      ))}
    </dl>
  );
}
