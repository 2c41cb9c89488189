// One item that can become an exhibit; one that is an exhibit already shows its number.
import { ListBoxItem } from "react-aria-components";
import type { ItemCard } from "../../bridge";
import { ExhibitTag, Icon, KindIcon, Moment, Thumbnail } from "../../components";
import { kindName } from "./words";

interface PickerItemProps {
  item: ItemCard;
  /** Its number, when it is an exhibit already. */
  exhibit: string | undefined;
}

export function PickerItem({ item, exhibit }: PickerItemProps) {
  return (
    <ListBoxItem id={item.id} className="dispute-picker-item" textValue={item.name} isDisabled={exhibit !== undefined}>
      {({ isSelected }) => (
        <>
          <span className="dispute-picker-box" aria-hidden="true">
            {isSelected && <Icon name="check" size={12} />}
          </span>
          <span className="dispute-picker-picture">
            {item.has_thumbnail ? (
              <Thumbnail part={{ of: "vault", item: item.id, part: item.first_part.name }} alt="" kind={item.kind} />
            ) : (
              <KindIcon kind={item.kind} size={16} />
            )}
          </span>
          <span className="dispute-picker-what">
            <span className="cut">{item.name}</span>
            <span className="dispute-picker-meta">
              {kindName(item.kind)} · <Moment at={item.added_at} form="short" />
            </span>
          </span>
          {exhibit !== undefined && <ExhibitTag number={exhibit} />}
        </>
      )}
    </ListBoxItem>
  );
}
