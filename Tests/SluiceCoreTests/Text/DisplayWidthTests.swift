import SluiceCore
import Testing

@Test(
  arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｆｕｌｌ", 8), ("한글", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2),
    ("😀", 2), ("✅", 2), ("⚡", 2), ("⭐", 2), ("✓", 1), ("→", 1), ("─", 1), ("●", 1), ("…", 1),
    ("›", 1),
    ("a\u{200D}b", 2), ("\u{0}\u{1B}\u{7F}\u{9B}", 0), ("\u{20000}", 2), ("ア", 2), ("ｱ", 1),
    ("я", 1),
  ] as [(String, Int)])
func measuresTerminalColumns(text: String, width: Int) {
  #expect(displayWidth(of: text) == width)
}
