// The page that opens first, as the core says it will be: white paper in both themes, the complainant's words inside a
// dashed edge, no verdict, no tick, no proven time. Every sentence comes from the core; nothing on it can be clicked.
import type { BundlePreview } from "../../bridge";
import { m } from "../../text";
import { PageExhibits } from "./PageExhibits";
import { PageFigures } from "./PageFigures";
import { type Pictures, capital } from "./words";

export function PageSheet({ page, pictures }: { page: BundlePreview; pictures: Pictures }) {
  const { how, stated, figures, digests } = page;
  return (
    <figure className="export-sheet" lang={page.language === "zh" ? "zh-CN" : page.language} aria-label={m.export_page()}>
      <header>
        <p className="export-sheet-meta">
          {capital(page.edition)} · {page.exported}
        </p>
        <h1>{page.title}</h1>
        <p className="export-sheet-meta">{page.about}</p>
      </header>
      <section className="export-sheet-how">
        <p>
          <b>{how.statement}</b> {how.evidence_where}
        </p>
        <dl>
          <dt>{how.checker}</dt>
          <dd>{how.checker_where}</dd>
          <dt>{how.command}</dt>
          <dd>
            <code>{how.command_line}</code> {how.command_means}
          </dd>
        </dl>
      </section>
      {stated !== null && (
        <section className="export-sheet-stated">
          <p className="export-sheet-tag">{stated.tag}</p>
          {stated.first.map((row) => (
            <div key={row.label}>
              <p className="export-sheet-label">{row.label}</p>
              <p className="export-sheet-told">{row.value}</p>
            </div>
          ))}
          <dl className="export-sheet-facts">
            {stated.facts.map((row) => (
              <div key={row.label}>
                <dt>{row.label}</dt>
                <dd>{row.value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {figures !== null && <PageFigures figures={figures} rows={page.exhibits.rows} pictures={pictures} />}
      <PageExhibits exhibits={page.exhibits} pictures={pictures} />
      <div className="export-sheet-two">
        {page.closing.map((column) => (
          <section key={column.heading}>
            <h2>{column.heading}</h2>
            <ul>
              {column.points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <h2>
        {digests.heading} <small>{digests.about}</small>
      </h2>
      <table className="export-sheet-digests">
        <tbody>
          {digests.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>
                <code>{row.sha256}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <span>{page.made_by}</span>
        <span>manifest-sha256.txt · {page.finding_number}</span>
      </footer>
    </figure>
  );
}
