// Text that is edited where it stands. At rest it is a button with the value; Enter or a click opens the field with
// everything selected. Enter (Ctrl+Enter where there are lines) and leaving the field keep what was typed, Escape puts
// the old value back. What is refused stays in the field with its reason beside it: typed words are never lost.

import { useEffect, useId, useRef, useState } from "react";
import type { FocusEvent, KeyboardEvent, ReactNode } from "react";
import type { Failure } from "../../bridge";
import { Button, Icon } from "../../components";
import { m } from "../../text";
import { FieldFailure } from "./FieldFailure";

interface InPlaceTextProps {
  /** What the value is, for people who hear it. */
  label: string;
  value: string;
  /** Stands in the place of an empty value. */
  invitation: string;
  /** What the value looks like at rest, when not as typed. */
  shown?: ReactNode;
  /** How to write it; shown while it is edited. */
  hint?: string;
  example?: string;
  multiline?: boolean;
  isReadOnly?: boolean;
  /** Keeps the value; answers with the reason when it was refused. */
  onKeep: (value: string) => Promise<Failure | null>;
}

export function InPlaceText(props: InPlaceTextProps) {
  const [isEditing, setEditing] = useState(false);
  const rest = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);

  useEffect(() => {
    if (wasEditing.current && !isEditing && document.activeElement === document.body) rest.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  if (isEditing) return <Editor {...props} onEnd={() => setEditing(false)} />;
  const { label, value, invitation, shown, isReadOnly } = props;
  if (isReadOnly) {
    return <span className={value === "" ? "dispute-inplace-fixed dispute-inplace-empty" : "dispute-inplace-fixed"}>{value === "" ? m.disputes_not_said() : (shown ?? value)}</span>;
  }
  return (
    <button
      ref={rest}
      type="button"
      className={value === "" ? "dispute-inplace dispute-inplace-empty" : "dispute-inplace"}
      aria-label={value === "" ? `${label}: ${invitation}` : m.disputes_edit_value({ label, value })}
      onClick={() => setEditing(true)}
    >
      <span className="dispute-inplace-value">{value === "" ? invitation : (shown ?? value)}</span>
      <Icon name="pencil" size={14} />
    </button>
  );
}

function Editor(props: InPlaceTextProps & { onEnd: () => void }) {
  const { label, value, hint, example, multiline, onKeep, onEnd } = props;
  const [text, setText] = useState(value);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isKeeping, setKeeping] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const id = useId();

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  async function keep() {
    if (isKeeping) return;
    if (text.trim() === value.trim()) return onEnd();
    setKeeping(true);
    const refused = await onKeep(text);
    setKeeping(false);
    if (refused === null) onEnd();
    else {
      setFailure(refused);
      field.current?.focus();
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      onEnd();
    }
    if (event.key === "Enter" && (!multiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void keep();
    }
  }

  function onBlur(event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) {
    if (event.currentTarget.form?.contains(event.relatedTarget)) return;
    // A value that was refused once is not sent again by walking away; it stays to be put right.
    if (failure === null) void keep();
  }

  const described = [hint === undefined ? "" : `${id}-hint`, failure === null ? "" : `${id}-why`].join(" ").trim();
  const shared = {
    ref: field,
    className: "dispute-inplace-field",
    "aria-label": label,
    onKeyDown,
    onBlur,
    "aria-invalid": failure !== null,
    "aria-describedby": described === "" ? undefined : described,
    placeholder: example,
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value);
      setFailure(null);
    },
  };
  return (
    <form
      className="dispute-inplace-edit"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      {multiline ? <textarea {...shared} rows={4} /> : <input {...shared} type="text" spellCheck={false} />}
      {failure !== null && <FieldFailure id={`${id}-why`} failure={failure} />}
      <div className="dispute-inplace-foot">
        {hint !== undefined && (
          <span className="dispute-inplace-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
        <Button variant="ghost" size="s" onPress={onEnd}>
          {m.disputes_leave_as_is()}
        </Button>
        <Button variant="soft" size="s" isDisabled={isKeeping} onPress={() => void keep()}>
          {m.common_save()}
        </Button>
      </div>
    </form>
  );
}
