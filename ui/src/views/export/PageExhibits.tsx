// The table of exhibits on the previewed page: withheld ones by reason only.
import type { BundlePreview } from "../../bridge";
import { text } from "../../text";
import { capital, paper } from "./paper";

interface PageExhibitsProps {
  exhibits: BundlePreview["exhibits"];
  shown: number;
}

export function PageExhibits({ exhibits, shown }: PageExhibitsProps) {
  return (
    <>
      <h2>
        {paper("paper.index.exhibits")}{" "}
        <small>{paper("paper.index.exhibits.count", { shown: String(shown), withheld: String(exhibits.length - shown) })}</small>
      </h2>
      <table className="export-sheet-exhibits">
        <thead>
          <tr>
            <th>{paper("paper.index.column.number")}</th>
            <th>{paper("paper.index.column.proves")}</th>
            <th>{paper("paper.index.column.what")}</th>
            <th>{paper("paper.index.column.time")}</th>
          </tr>
        </thead>
        <tbody>
          {exhibits.map((exhibit) =>
            exhibit.shown === "whole" ? (
              <tr key={exhibit.exhibit}>
                <td className="export-sheet-number">{exhibit.exhibit}</td>
                <td className="export-sheet-proves">{exhibit.proves}</td>
                <td>
                  {exhibit.kind === null ? "" : capital(`kind.${exhibit.kind}`)}
                  <span className="export-sheet-small">{exhibit.sentence}</span>
                </td>
                <td className="export-sheet-time">{exhibit.times.join(" · ")}</td>
              </tr>
            ) : (
              <tr key={exhibit.exhibit} className="export-sheet-withheld">
                <td className="export-sheet-number">{exhibit.exhibit}</td>
                <td colSpan={3}>
                  {paper("paper.index.withheld")} · {exhibit.sentence === "" ? text("withheld.private") : exhibit.sentence}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </>
  );
}
