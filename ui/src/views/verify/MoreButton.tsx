// The end of a long list: so many more at a press. Nothing when all is shown.
import { Button } from "../../components";
import { m } from "../../text";

export function MoreButton({ count, onPress }: { count: number; onPress: () => void }) {
  if (count <= 0) return null;
  return (
    <div className="verify-more verify-screen-only">
      <Button variant="ghost" size="s" onPress={onPress}>
        {m.verify_show_more({ count })}
      </Button>
    </div>
  );
}
