// Verify: drop a bundle, or several, and read what a check of every byte says. Needs no vault, keeps nothing, asks no
// network. The screen goes from empty to running to a report; a new drop begins again.
import { useEffect, useState } from "react";
import { bridge, type Failure } from "../../bridge";
import { Button, ErrorNote, Icon, IconButton, Menu, Note, toast, toastFailure } from "../../components";
import { go, routeTo } from "../../state";
import { m, useLanguage, visible } from "../../text";
import { BundleReport } from "./BundleReport";
import { check, checkAgain, closeCheck, leaveOut, lookedAt, startCheck, titleOf, type Check } from "./check";
import { EmptyVerify } from "./EmptyVerify";
import { chooseFileProof, closeFileProof, fileProof } from "./fileProof";
import { FileProofReport } from "./FileProofReport";
import { worstFirst } from "./report";
import { reportText } from "./reportText";
import { RunningCheck } from "./RunningCheck";
import { SeveralBundles } from "./SeveralBundles";
import { startFromPaths } from "./start";
import { useDrop } from "./useDrop";
import { lastName } from "./words";
import "./verify.css";
import "./print.css";

async function choose(command: "dialog_open_bundle" | "dialog_folder"): Promise<void> {
  try {
    const chosen = await bridge().call(command, null);
    startCheck(typeof chosen === "string" ? [chosen] : (chosen ?? []));
  } catch (failure) {
    toastFailure(failure as Failure);
  }
}

export function VerifyView() {
  const now = check.use();
  const file = fileProof.use();
  useDrop(startFromPaths);
  const spoken = useSpoken(now);
  return (
    <div className="verify">
      <VerifyBar now={now} />
      {file !== null && <FileProofReport asked={file} onClose={closeFileProof} />}
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      {now.phase === "empty" && file === null && (
        <EmptyVerify
          onChooseProof={() => void chooseFileProof()}
          onChooseFile={() => void choose("dialog_open_bundle")}
          onChooseFolder={() => void choose("dialog_folder")}
        />
      )}
      {now.phase === "running" && <RunningCheck question={now.question} job={now.job} />}
      {now.phase === "failed" && <ErrorNote failure={now.failure} onRetry={() => checkAgain()} />}
      {now.phase === "cancelled" && (
        <Note
          tone="open"
          title={m.verify_cancelled_title()}
          live
          actions={
            <Button size="s" icon="refresh" onPress={() => checkAgain()}>
              {m.verify_again()}
            </Button>
          }
        >
          {m.verify_cancelled_body()}
        </Note>
      )}
      {now.phase === "done" && <Done now={now} />}
    </div>
  );
}

/** What a reader of the screen hears: that it runs, then the whole head of the worst result. */
function useSpoken(now: Check): string {
  const { language } = useLanguage();
  if (now.phase === "running") return titleOf(now.question);
  if (now.phase !== "done") return "";
  const head = worstFirst(now.answer[language].bundles)[0]?.head;
  if (head === undefined) return "";
  const { before, date, after, matching, not_matching, second } = head;
  const lines = [`${before}${date ?? ""}${after}`, matching, not_matching, second];
  return lines.filter((line) => line !== null).join(" ");
}

function VerifyBar({ now }: { now: Check }) {
  const inputs = now.phase === "empty" ? [] : now.question.inputs;
  const [first] = inputs;
  return (
    <header className="verify-bar">
      <h1>{m.verify_title()}</h1>
      {first !== undefined && (
        <>
          <span className="verify-input">
            <Icon name="file-archive" />
            <span className="verify-input-name" title={visible(first)}>
              {inputs.length === 1 ? visible(lastName(first)) : m.verify_inputs({ count: inputs.length })}
            </span>
            <IconButton size="s" icon="x" label={m.verify_close()} onPress={closeCheck} />
          </span>
          <span className="verify-bar-space" />
          <span className="verify-bar-hint">{m.verify_drop_here()}</span>
          <Menu
            label={m.verify_choose_more()}
            icon="folder-open"
            items={[
              { id: "zip", label: m.verify_choose(), icon: "file-archive", onAction: () => void choose("dialog_open_bundle") },
              { id: "folder", label: m.verify_choose_folder(), icon: "folder-open", onAction: () => void choose("dialog_folder") },
            ]}
          />
        </>
      )}
    </header>
  );
}

function Done({ now }: { now: Extract<Check, { phase: "done" }> }) {
  const { language } = useLanguage();
  const report = now.answer[language];
  const chosen = lookedAt.use();
  const selected = report.bundles.find((bundle) => bundle.input === chosen) ?? worstFirst(report.bundles)[0];
  const print = usePrint();
  if (selected === undefined) return null;
  const copy = () => {
    bridge()
      .call("text_copy", { text: reportText(report) })
      .then(() => toast({ message: m.verify_copied() }), (failure: Failure) => toastFailure(failure));
  };
  return (
    <>
      {report.bundles.length > 1 && (
        <SeveralBundles
          report={report}
          selected={selected}
          onSelect={(bundle) => lookedAt.set(bundle.input)}
        />
      )}
      <BundleReport
        key={selected.input}
        bundle={selected}
        checker={report.checker}
        seconds={now.seconds}
        everything={print.everything}
        onOpenCase={() => go(routeTo("case", selected.input))}
        actions={
          <>
            <Button icon="printer" onPress={print.start}>
              {m.verify_print()}
            </Button>
            <IconButton icon="copy" label={m.verify_copy_text()} onPress={copy} />
            <IconButton icon="refresh" label={m.verify_again()} onPress={() => checkAgain()} />
            {report.bundles.length > 1 && (
              <IconButton icon="minus" label={m.verify_leave_out()} onPress={() => leaveOut(selected.input)} />
            )}
          </>
        }
      />
    </>
  );
}

/** Prints with every row: they are drawn first and stay, then the system's dialog opens. */
function usePrint(): { everything: boolean; start: () => void } {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turn > 0) window.print();
  }, [turn]);
  return { everything: turn > 0, start: () => setTurn((before) => before + 1) };
}
