// Looks for a text. Escape clears, then leaves.
import type { RefObject } from "react";
import { Button as AriaButton, Input, SearchField as AriaSearchField } from "react-aria-components";
import { m } from "../text";
import { Icon } from "./Icon";

export function SearchField({
  label, value, onChange, placeholder, shortcut, inputRef, onSubmit,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  shortcut?: string;
  inputRef?: RefObject<HTMLInputElement | null>;
  onSubmit?: () => void;
}) {
  return (
    <AriaSearchField
      className="search-field"
      aria-label={label}
      value={value}
      onChange={onChange}
      {...(onSubmit === undefined ? {} : { onSubmit })}
      onKeyDown={(event) => {
        if (event.key === "Escape" && value === "" && event.target instanceof HTMLElement) event.target.blur();
      }}
    >
      <Icon name="search" />
      <Input placeholder={placeholder ?? label} {...(inputRef === undefined ? {} : { ref: inputRef })} />
      {value === "" ? shortcut !== undefined && <kbd aria-hidden="true">{shortcut}</kbd> : (
        <AriaButton className="search-clear" aria-label={m.common_clear()}><Icon name="x" size={14} /></AriaButton>
      )}
    </AriaSearchField>
  );
}
