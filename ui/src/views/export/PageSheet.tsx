// The page that opens first, drawn from the data of the same draft: white paper in both themes, the complainant's words
// inside a dashed edge, no verdict, no tick, no proven time.
import type { BundlePlan, BundlePreview, Edition } from "../../bridge";
import { knows, m, text } from "../../text";
import { PageExhibits } from "./PageExhibits";
import { capital, paper } from "./paper";

interface PageSheetProps {
  page: BundlePreview;
  plan: BundlePlan | null;
  edition: Edition;
}

export function PageSheet({ page, plan, edition }: PageSheetProps) {
  const shown = page.exhibits.filter((exhibit) => exhibit.shown === "whole").length;
  const facts = page.facts.filter((fact) => fact.name !== "claim" && fact.name !== "demand");
  const demand = page.facts.find((fact) => fact.name === "demand")?.value ?? "";
  return (
    <figure className="export-sheet" aria-label={m.export_page()}>
      <header>
        <p className="export-sheet-meta">
          {capital(`edition.${edition}`)} · {m.export_page_time()}
        </p>
        <h1>{page.title}</h1>
        <p className="export-sheet-meta">{paper("paper.index.about")}</p>
      </header>
      <section className="export-sheet-how">
        <p>
          <b>{paper("paper.index.statement")}</b> {paper("paper.index.evidence-where")}
        </p>
        <dl>
          <dt>{paper("paper.index.checker")}</dt>
          <dd>{paper("paper.index.checker.where")}</dd>
          <dt>{paper("paper.index.command")}</dt>
          <dd>
            <code>sha256sum --strict --quiet -c tagmanifest-sha256.txt manifest-sha256.txt</code> {paper("paper.index.command.means")}
          </dd>
        </dl>
      </section>
      {(page.claim !== "" || demand !== "" || facts.length > 0) && (
        <section className="export-sheet-stated">
          <p className="export-sheet-tag">{paper("paper.index.stated-by")}</p>
          {page.claim !== "" && (
            <>
              <h3>{text("fact.claim")}</h3>
              <p className="export-sheet-told">{page.claim}</p>
            </>
          )}
          {demand !== "" && (
            <>
              <h3>{text("fact.demand")}</h3>
              <p className="export-sheet-told">{demand}</p>
            </>
          )}
          <dl className="export-sheet-facts">
            {facts.map((fact) => (
              <div key={fact.name}>
                <dt>{knows(`fact.${fact.name}`) ? text(`fact.${fact.name}`) : fact.name}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <PageExhibits exhibits={page.exhibits} shown={shown} />
      <div className="export-sheet-two">
        <section>
          <h2>{paper("paper.index.check")}</h2>
          <ul>
            <li>{paper("paper.index.check.no-checker")}</li>
            <li>{paper("paper.index.check.commands")}</li>
            <li>{paper("paper.index.check.time")}</li>
          </ul>
        </section>
        <section>
          <h2>{paper("paper.index.not")}</h2>
          <ul>
            <li>{paper("paper.index.not.truth")}</li>
            <li>{paper("paper.index.not.time")}</li>
            <li>{paper("paper.index.not.more")}</li>
          </ul>
        </section>
      </div>
      <footer>{plan?.file_name}</footer>
    </figure>
  );
}
