// A large button with a sentence: another way to begin.
import { Button as AriaButton } from "react-aria-components";
import { Icon, type IconName } from "../../components";

export function WayIn({ icon, title, body, busy = false, onPress }: { icon: IconName; title: string; body: string; busy?: boolean; onPress: () => void }) {
  return (
    <AriaButton className="way-in" onPress={onPress} isDisabled={busy}>
      <span className="way-in-glyph"><Icon name={busy ? "busy" : icon} size={20} {...(busy ? { className: "turning" } : {})} /></span>
      <span className="way-in-words">
        <b>{title}</b>
        <span>{body}</span>
      </span>
      <Icon name="chevron-right" />
    </AriaButton>
  );
}
