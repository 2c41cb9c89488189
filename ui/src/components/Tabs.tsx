// Tabs: arrows move between them, the panel belongs to the chosen one.
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";
import { number } from "../text";

export function Tabs({
  tabs, selected, onSelect, label, children,
}: {
  tabs: { id: string; label: string; count?: number }[];
  selected: string;
  onSelect: (id: string) => void;
  label?: string;
  children: ReactNode;
}) {
  return (
    <AriaTabs className="tabs" selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList className="tab-list" aria-label={label ?? tabs.map((tab) => tab.label).join(", ")}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
            {tab.count !== undefined && <span className="count">{number(tab.count)}</span>}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={selected} className="tab-panel">{children}</TabPanel>
    </AriaTabs>
  );
}
