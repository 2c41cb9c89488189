// Holdfast's mark.
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg className="logo" viewBox="0 0 26 26" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="26" height="26" rx="7" fill="#3155B5" />
      <path d="M8 6.5v13M18 6.5v13M8 12.2c2.2 3.4 7.8 3.4 10 0" fill="none" stroke="#fff" strokeWidth="2.3" strokeLinecap="round" />
    </svg>
  );
}
