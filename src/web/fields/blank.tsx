// How nothing is shown.
export const Blank = () => <span className="hush">—</span>
