// Markdown and formulas as a terminal shows them.
#include "terminal/markdown.hpp"
#include "terminal/maths.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

namespace test_markdown {

using namespace gradlab::terminal;

TEST_SUITE_BEGIN("markdown");

namespace {

using Lines = std::vector<std::string>;

Lines plain(const std::string& markdown, int width = 80) { return render_markdown(markdown, {width, false, true}); }

}  // namespace

TEST_CASE("formulas become Unicode, or plain characters") {
  CHECK(show_maths(R"(\Theta_1^T)", true) == "Θ₁ᵀ");
  CHECK(show_maths(R"(\Theta_1^T)", false) == "Theta_1^T");
  CHECK(show_maths(R"(\frac{1}{2m} \sum_{i} (h(x^{(i)}) - y)^2)", true) == "1/(2m) Σᵢ (h(x⁽ⁱ⁾) - y)²");
  CHECK(show_maths(R"(\frac{a+b}{c})", false) == "(a+b)/c");
  CHECK(show_maths(R"(x_{max})", true) == "x_max");
  CHECK(show_maths(R"(e^{-z})", false) == "e^(-z)");
  CHECK(show_maths(R"(\text{cost} \le 1\,000)", false) == "cost <= 1 000");
  CHECK(show_maths("{^", true) == "^");
  CHECK(show_maths("\\", true) == "\\");
}

TEST_CASE("paragraphs are wrapped, lists hang, HTML is left out") {
  CHECK(plain("one two three four five six seven", 20) == Lines{"one two three four", "five six seven"});
  CHECK(plain("- one two three four five six\n- b", 20) == Lines{"• one two three four", "  five six", "• b"});
  CHECK(plain("1. a\n2. b") == Lines{"1. a", "2. b"});
  CHECK(plain("a\n\n<details><summary>x</summary>\n\nb") == Lines{"a", "", "b"});
  CHECK(plain("`code` and *more* of $\\theta$.") == Lines{"code and more of θ."});
  CHECK(plain("```\nx  y\n```") == Lines{"  x  y"});
}

TEST_CASE("color changes nothing but color") {
  const std::string markdown = "# Title\n\nSome **bold** and `code`.\n\n> said\n";
  const Lines color = render_markdown(markdown, {40, true, true});
  std::string text = fmt::format("{}", fmt::join(color, "\n"));
  CHECK(text.find('\033') != std::string::npos);
  for (std::size_t begin; (begin = text.find('\033')) != std::string::npos;) {
    text.erase(begin, text.find('m', begin) - begin + 1);
  }
  CHECK(text == fmt::format("{}", fmt::join(plain(markdown, 40), "\n")));
}

TEST_CASE("a command that is too long goes on behind a backslash, and a word that is too long stays whole") {
  const Canvas narrow{24, false, true};
  CHECK(render_markdown("```\ngradlab check --data debug --lambda 0\ngradlab\n```\n", narrow) ==
        Lines{"  gradlab check \\", "    --data debug \\", "    --lambda 0", "  gradlab"});
  CHECK(render_markdown("```\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b\n```\n", narrow) ==
        Lines{"  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b"});
}

TEST_CASE("a formula that is too long goes on indented, and keeps the wide blanks within") {
  CHECK(render_markdown("$$a = b + c + d + e + f + g$$\n", {20, false, true}) ==
        Lines{"  a = b + c + d + e", "      + f + g"});
  CHECK(render_markdown("$$a \\quad b$$\n", {40, false, false}) == Lines{"  a     b"});
}

TEST_CASE("a table too wide for the window gives up blanks, and then goes on in the next line") {
  CHECK(render_code("   step       error\n   0.1        0.02\n", {20, false, true}) ==
        Lines{"   step       error", "   0.1        0.02"});
  CHECK(render_code("     step       error\n     0.1        0.02\n", {20, false, true}) ==
        Lines{"step  error", "0.1   0.02"});
  CHECK(render_code("                    wide(one, two, three)", {24, false, true}) == Lines{"wide(one, two, three)"});
  CHECK(render_code("f(aaaaaaaaaaa,bbbbbbbbbbbbbbb)", {20, false, true}) ==
        Lines{"f(aaaaaaaaaaa,", "    bbbbbbbbbbbbbbb)"});
}

TEST_CASE("a command within prose stays on one line, if there is a line that long") {
  CHECK(render_markdown("Now try `gradlab learn 8` once.\n", {20, false, true}) ==
        Lines{"Now try", "gradlab learn 8", "once."});
  CHECK(render_markdown("Now try *gradlab learn 8* once.\n", {20, false, true}) ==
        Lines{"Now try gradlab", "learn 8 once."});
  CHECK(render_markdown("`gradlab learn --all 8 it is`\n", {20, false, true}).size() == 2);
}

TEST_CASE("long code goes on in the next line, and no character is cut") {
  CHECK(render_code("aaaa bbbb cccc dddd eeee ffff", {20, false, true}) ==
        Lines{"aaaa bbbb cccc dddd", "    eeee ffff"});
  for (const std::string& line : render_code("ααααααααααααααααααααααααααααα", {20, false, true})) {
    CHECK(line.size() % 2 == 0);
  }
}

TEST_SUITE_END();

}  // namespace test_markdown
