// A bundle looked at as a case, read-only: its exhibits with the same viewers as one's own evidence, and beside them what
// the complainant says. It says on every sight of it that nothing is kept. The check runs beside it; an exhibit that
// does not match says so above its picture, before anybody looks at the picture.
import { useEffect, useState } from "react";
import { Button, ErrorNote } from "../../components";
import { go, useAnswer } from "../../state";
import { m, useLanguage, visible } from "../../text";
import { check, startCheck } from "../verify/check";
import { isHidden } from "../verify/report";
import { lastName } from "../verify/words";
import { CaseBanner } from "./CaseBanner";
import { CaseExhibitPane } from "./CaseExhibitPane";
import { CaseExhibits } from "./CaseExhibits";
import { CaseStatement } from "./CaseStatement";
import { foundOn, stateOf } from "./found";
import { KeepBundle } from "./KeepBundle";
import "../verify/verify.css";
import "./case.css";

export function CaseView({ path }: { path: string }) {
  const { language } = useLanguage();
  const shown = useAnswer("case_show", { path });
  const now = check.use();
  const [chosen, setChosen] = useState<string | null>(null);
  const belongs = now.phase !== "empty" && now.question.inputs.includes(path);
  useEffect(() => {
    // Asked of the store, not of what was drawn: a check that has begun meanwhile is not begun twice.
    const latest = check.get();
    if (latest.phase === "empty" || !latest.question.inputs.includes(path)) startCheck([path]);
  }, [path]);
  const report = now.phase === "done" && belongs ? now.answer[language].bundles.find((one) => one.input === path) ?? null : null;
  const found = foundOn(report);
  const { answer } = shown;
  const exhibits = answer?.exhibits ?? [];
  const selected =
    exhibits.find((one) => one.exhibit === chosen) ?? exhibits.find((one) => !isHidden(one)) ?? exhibits[0];
  const at = selected === undefined ? -1 : exhibits.indexOf(selected);
  const move = (step: number) => {
    const next = exhibits[at + step];
    if (next !== undefined) setChosen(next.exhibit);
  };
  return (
    <div className="case">
      <header className="case-bar">
        <Button variant="ghost" icon="arrow-left" onPress={() => go("verify")}>
          {m.verify_case_back()}
        </Button>
        <h1 title={visible(path)}>{visible(lastName(path))}</h1>
        <span className="case-bar-space" />
        {answer !== null && <KeepBundle path={path} zipped={answer.zipped} />}
      </header>
      <CaseBanner state={stateOf(now, belongs)} bundle={report} />
      {shown.failure !== null && (
        <div className="case-failure">
          <ErrorNote failure={shown.failure} onRetry={shown.again} />
        </div>
      )}
      {answer !== null && exhibits.length === 0 && <p className="case-none">{m.verify_case_none()}</p>}
      {answer !== null && selected !== undefined && (
        <div className="case-columns">
          <CaseExhibits exhibits={exhibits} found={found} selected={selected.exhibit} onSelect={setChosen} />
          <CaseExhibitPane
            key={selected.exhibit}
            path={path}
            exhibit={selected}
            found={found.get(selected.exhibit) ?? null}
            onPrevious={at > 0 ? () => move(-1) : null}
            onNext={at < exhibits.length - 1 ? () => move(1) : null}
          />
          <CaseStatement shown={answer} exhibit={selected} found={found.get(selected.exhibit) ?? null} />
        </div>
      )}
    </div>
  );
}
