// The table of exhibits on the previewed page: withheld ones by digest and reason only.
import type { BundlePreview, PreviewExhibit } from "../../bridge";
import { type Pictures, capital } from "./words";

export function PageExhibits({ exhibits, pictures }: { exhibits: BundlePreview["exhibits"]; pictures: Pictures }) {
  return (
    <>
      <h2>
        {exhibits.heading} <small>{exhibits.count}</small>
      </h2>
      <p className="export-sheet-meta">
        {exhibits.unpack_first} {exhibits.environment_withheld}
      </p>
      <table className="export-sheet-exhibits">
        <thead>
          <tr>
            {exhibits.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {exhibits.rows.map((row) => (row.withheld === null ? <ShownRow key={row.exhibit} row={row} picture={pictures.get(row.item_id ?? "")} /> : <WithheldRow key={row.exhibit} row={row} />))}
        </tbody>
      </table>
    </>
  );
}

function ShownRow({ row, picture }: { row: PreviewExhibit; picture: string | undefined }) {
  return (
    <tr>
      <td className="export-sheet-number">
        <span className="export-sheet-picture">{picture !== undefined && <img src={picture} alt="" draggable={false} loading="lazy" />}</span>
        {row.exhibit}
      </td>
      <td className="export-sheet-proves">{row.proves}</td>
      <td>
        {capital(row.kind)}
        <span className="export-sheet-small">
          {row.origin}
          {row.completeness !== null && (
            <>
              {" · "}
              <b className="export-sheet-partial">{capital(row.completeness)}</b>
            </>
          )}
        </span>
        {row.parts.map((part) => (
          <span key={part.name} className="export-sheet-small">
            {part.not_linked === null ? <span className="export-sheet-file">{part.name}</span> : part.name} {part.size}
            {part.not_linked !== null && ` · ${part.not_linked}`}
          </span>
        ))}
        {row.more_parts !== null && <span className="export-sheet-small">{row.more_parts}</span>}
      </td>
      <td className="export-sheet-time">{row.kept_at}</td>
    </tr>
  );
}

function WithheldRow({ row }: { row: PreviewExhibit }) {
  return (
    <tr className="export-sheet-withheld">
      <td className="export-sheet-number">
        <span className="export-sheet-picture" />
        {row.exhibit}
      </td>
      <td colSpan={3}>
        {row.withheld?.words} · <code>{row.withheld?.digest}</code> · {row.withheld?.reason}
      </td>
    </tr>
  );
}
