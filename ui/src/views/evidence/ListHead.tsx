// The head of the list: what the columns hold, and a box for all of them. It stays at the top while the list scrolls.
import { Icon } from "../../components";
import { m } from "../../text";

/** A click on the box is heard by the grid (`data-all`), as are clicks on the rows; the keyboard has Ctrl+A. */
export function ListHead({ all, some }: { all: boolean; some: boolean }) {
  return (
    <div role="rowgroup" className="evidence-list-head">
      <div role="row" aria-rowindex={1}>
        <span role="columnheader" className="evidence-check" data-all="">
          <span className="visually-hidden">{m.evidence_select_all()}</span>
          <span className="evidence-box" data-on={some || undefined}>
            {all ? <Icon name="check" size={12} /> : some && <Icon name="minus" size={12} />}
          </span>
        </span>
        <span role="columnheader"><span className="visually-hidden">{m.evidence_column_picture()}</span></span>
        <span role="columnheader">{m.evidence_column_name()}</span>
        <span role="columnheader">{m.evidence_column_kind()}</span>
        <span role="columnheader">{m.evidence_column_number()}</span>
        <span role="columnheader">{m.evidence_column_taken()}</span>
        <span role="columnheader">{m.evidence_column_existed_by()}</span>
        <span role="columnheader" className="evidence-size">{m.evidence_column_size()}</span>
      </div>
    </div>
  );
}
