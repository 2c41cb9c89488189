// Where something was found in a document: the words around it, and the page to go to.
import type { PagesFound } from "../../bridge";
import { m, visible } from "../../text";

interface PageHitsProps {
  hits: PagesFound["hits"];
  total: number;
  at: number;
  onShow: (index: number) => void;
}

export function PageHits({ hits, total, at, onShow }: PageHitsProps) {
  return (
    <nav className="page-hits" aria-label={m.viewers_find_hits()}>
      <h3>{m.viewers_find_total({ count: total })}</h3>
      <ol>
        {hits.map((hit, index) => (
          <li key={`${hit.page} ${index}`}>
            <button type="button" aria-current={index === at || undefined} onClick={() => onShow(index)}>
              <span className="page-hit-words">
                {visible(hit.before)}
                <mark>{visible(hit.hit)}</mark>
                {visible(hit.after)}
              </span>
              <span className="page-hit-page">{m.viewers_page_short({ page: hit.page })}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
