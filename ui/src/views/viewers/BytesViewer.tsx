// What has no viewer, and what could not be opened as what it says it is: its facts, its first bytes, and why.
import type { PartView, Ref } from "../../bridge";
import { HashRow, KeyValue, Note, Size } from "../../components";
import { knows, m, text } from "../../text";
import { byteRows } from "./bytes";
import { OpenCopy } from "./OpenCopy";
import { ScrollPane } from "./ScrollPane";

/** Only the code of a reason comes here: the place for its technical detail is taken out of the sentence. */
function withoutDetail(sentence: string): string {
  return sentence.replace(/\s*[(（]\s*[)）]/g, "").replace(/[\s:：]+$/, "");
}

export function BytesViewer({ part, view }: { part: Ref; view: PartView }) {
  if (view.view.kind !== "bytes") return null;
  const { why, first_bytes } = view.view;
  const rows = byteRows(first_bytes);
  const told = why !== null && knows(`error.${why}.message`);
  return (
    <ScrollPane className="viewer bytes-body" label={m.viewers_bytes_named({ name: view.name })}>
      <div className="bytes-column">
        <Note tone={why === null ? "open" : "warn"} title={why === null ? m.viewers_bytes_no_viewer() : m.viewers_bytes_not_opened()} actions={<OpenCopy part={part} variant="plain" />}>
          {told && <p>{withoutDetail(text(`error.${why}.message`))}</p>}
          <p>{m.viewers_bytes_safe()}</p>
          {why !== null && <code>{why}</code>}
        </Note>
        <KeyValue
          rows={[
            { key: m.viewers_name(), value: view.name },
            { key: m.viewers_media_type(), value: view.media_type, source: "declared" },
            { key: m.viewers_size(), value: <Size bytes={view.size_bytes} />, source: "measured" },
          ]}
        />
        <HashRow label="SHA-256" digest={view.sha256} />
        {rows.length > 0 && (
          <table className="bytes-table">
            <caption>{m.viewers_first_bytes()}</caption>
            <tbody>
              {rows.map((row) => (
                <tr key={row.offset}>
                  <th scope="row">{row.offset.toString(16).padStart(4, "0")}</th>
                  <td>{row.numbers.join(" ")}</td>
                  <td>{row.text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </ScrollPane>
  );
}
