// The first pictures of the previewed page, large enough to be recognised.
import type { BundlePreview, PreviewExhibit } from "../../bridge";
import { type Pictures, capital } from "./words";

interface PageFiguresProps {
  figures: NonNullable<BundlePreview["figures"]>;
  rows: readonly PreviewExhibit[];
  pictures: Pictures;
}

export function PageFigures({ figures, rows, pictures }: PageFiguresProps) {
  const shown = figures.exhibits.flatMap((number) => rows.find((row) => row.exhibit === number) ?? []);
  return (
    <>
      <h2>
        {figures.heading} <small>{figures.about}</small>
      </h2>
      <div className="export-sheet-figures">
        {shown.map((row) => (
          <PageFigure key={row.exhibit} row={row} picture={pictures.get(row.item_id ?? "")} />
        ))}
      </div>
    </>
  );
}

function PageFigure({ row, picture }: { row: PreviewExhibit; picture: string | undefined }) {
  return (
    <div className="export-sheet-figure">
      <div className="export-sheet-image">{picture !== undefined && <img src={picture} alt={row.exhibit} draggable={false} />}</div>
      <p>
        <b>
          <span className="export-sheet-number">{row.exhibit}</span> {row.proves}
        </b>
        <span className="export-sheet-small">
          {capital(row.kind)} · {row.kept_at}
        </span>
      </p>
    </div>
  );
}
