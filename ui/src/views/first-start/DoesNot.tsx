// What Holdfast does not do, at the size of the rest.
import { Icon, type IconName } from "../../components";
import { m } from "../../text";

export function DoesNot() {
  const lines: { icon: IconName; text: string }[] = [
    { icon: "scale", text: m.first_start_does_not_judge() },
    { icon: "file-text", text: m.first_start_does_not_law() },
    { icon: "wifi-off", text: m.first_start_does_not_send() },
  ];
  return (
    <section className="does-not" aria-labelledby="does-not">
      <h2 id="does-not">{m.first_start_does_not()}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line.text}>
            <Icon name={line.icon} />
            <span>{line.text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
