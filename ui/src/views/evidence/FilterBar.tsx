// What the list is narrowed to: one chip a question. Each says "filter: value" when it is on and has its own way off.
import { useAnswer } from "../../state";
import { Button, Checkbox, FilterChip } from "../../components";
import { m } from "../../text";
import { DayRangeFields } from "./DayRangeFields";
import { EVERYTHING, evidenceQuery, switched, withoutFilters, type EvidenceQuery } from "./query";
import { COMPLETENESS, KINDS, ORIGINS, TIMES, completenessState, kindWord, originWord, timeState } from "./words";

export function FilterBar({ query, hidden }: { query: EvidenceQuery; hidden: boolean }) {
  const set = (change: Partial<EvidenceQuery>) => evidenceQuery.set((before) => ({ ...before, ...change }));
  const narrowed = JSON.stringify(withoutFilters(query)) !== JSON.stringify(query);
  return (
    <div className="evidence-filters" role="toolbar" aria-label={m.evidence_filters()} inert={hidden} data-hidden={hidden || undefined}>
      <DisputeFilter query={query} onChange={(attached) => set({ attached })} />
      <ChoiceFilter label={m.evidence_filter_kind()} all={KINDS} chosen={query.kinds} word={kindWord} onChange={(kinds) => set({ kinds })} />
      <ChoiceFilter label={m.evidence_filter_origin()} all={ORIGINS} chosen={query.origins} word={originWord} onChange={(origins) => set({ origins })} />
      <ChoiceFilter
        label={m.evidence_filter_time()}
        all={TIMES}
        chosen={query.time === null ? [] : [query.time]}
        word={(time) => timeState(time).word}
        onChange={(times) => set({ time: times.find((time) => time !== query.time) ?? null })}
      />
      <ChoiceFilter
        label={m.evidence_filter_completeness()}
        all={COMPLETENESS}
        chosen={query.completeness}
        word={(completeness) => completenessState(completeness).word}
        onChange={(completeness) => set({ completeness })}
      />
      <FilterChip
        label={m.evidence_filter_days()}
        value={dayRangeWord(query)}
        onClear={() => set({ days: EVERYTHING.days })}
      >
        <DayRangeFields days={query.days} onChange={(days) => set({ days })} />
      </FilterChip>
      {narrowed && (
        <Button variant="ghost" size="s" onPress={() => evidenceQuery.set(withoutFilters)}>{m.evidence_filters_clear()}</Button>
      )}
    </div>
  );
}

function ChoiceFilter<Value extends string>({ label, all, chosen, word, onChange }: {
  label: string;
  all: readonly Value[];
  chosen: readonly Value[];
  word: (value: Value) => string;
  onChange: (chosen: Value[]) => void;
}) {
  const [first, ...others] = chosen.map(word);
  const value = first === undefined ? null : others.length === 0 ? first : m.evidence_and_more({ first, count: others.length });
  return (
    <FilterChip label={label} value={value} onClear={() => onChange([])}>
      <div className="evidence-choices" role="group" aria-label={label}>
        {all.map((each) => (
          <Checkbox key={each} isSelected={chosen.includes(each)} onChange={() => onChange(switched(all, chosen, each))}>
            {word(each)}
          </Checkbox>
        ))}
      </div>
    </FilterChip>
  );
}

function DisputeFilter({ query, onChange }: { query: EvidenceQuery; onChange: (attached: EvidenceQuery["attached"]) => void }) {
  const { answer } = useAnswer("dispute_list", null, { nouns: ["dispute"] });
  const { attached } = query;
  const titleOf = (name: string) => answer?.disputes.find((each) => each.name === name)?.title ?? name;
  const value = attached === null ? null : attached.to === "none" ? m.evidence_filter_no_dispute() : titleOf(attached.name);
  return (
    <FilterChip label={m.evidence_filter_dispute()} value={value} onClear={() => onChange(null)}>
      {(close) => {
        const choose = (next: EvidenceQuery["attached"]) => {
          onChange(next);
          close();
        };
        return (
          <div className="evidence-choices" role="group" aria-label={m.evidence_filter_dispute()}>
            {(answer?.disputes ?? []).map((each) => (
              <Button key={each.id} variant="ghost" onPress={() => choose({ to: "dispute", name: each.name })}>{each.title}</Button>
            ))}
            <Button variant="ghost" onPress={() => choose({ to: "none" })}>{m.evidence_filter_no_dispute()}</Button>
          </div>
        );
      }}
    </FilterChip>
  );
}

function dayRangeWord({ days }: EvidenceQuery): string | null {
  const { from, until } = days;
  if (from !== null && until !== null) return from === until ? from : m.evidence_days_between({ from, until });
  if (from !== null) return m.evidence_days_from({ from });
  return until === null ? null : m.evidence_days_until({ until });
}
