// Text for the terminal: wrapped, joined, made safe; and files that are written whole.
#include "terminal/output_file.hpp"
#include "terminal/text.hpp"

#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace test_text {

using namespace gradlab::terminal;

TEST_SUITE_BEGIN("text");

namespace {

using Lines = std::vector<std::string>;

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a width counts characters, not bytes and not colors") {
  CHECK(display_width("Θ₁ᵀ") == 3);
  CHECK(display_width(paint("ab", heading, true)) == 2);
  CHECK(clip("Θ₁ᵀ", 2) == "Θ₁");
  CHECK(clip(paint("abc", heading, true), 2).ends_with("ab\033[0m"));
  CHECK(pad("Θ", 3) == "Θ  ");
  CHECK(pad("abcd", 3) == "abcd");
}

TEST_CASE("lines end at newlines, and the last one needs none") {
  CHECK(split_lines("a\n\nb") == Lines{"a", "", "b"});
  CHECK(split_lines("a\n") == Lines{"a"});
  CHECK(split_lines("\n") == Lines{""});
  CHECK(split_lines("").empty());
}

TEST_CASE("a line is broken at a blank, else behind a bracket, else within a word") {
  CHECK(wrap("one two three", 7) == Lines{"one two", "three"});
  CHECK(wrap("one  two", 4) == Lines{"one", "two"});
  CHECK(wrap("f(aaaa,bbbb)", 8) == Lines{"f(aaaa,", "bbbb)"});
  CHECK(wrap("ΘΘΘΘΘ", 3) == Lines{"ΘΘΘ", "ΘΘ"});
  CHECK(wrap("abc", 3) == Lines{"abc"});
  CHECK(wrap("abc   ", 4) == Lines{"abc"});
  CHECK(wrap("", 3) == Lines{""});
  CHECK(wrap("ab", 0) == Lines{"a", "b"});
}

TEST_CASE("where only blanks may break, a long word stays whole") {
  CHECK(wrap("a bbbbbbbb c", 4, Break::blank) == Lines{"a", "bbbbbbbb", "c"});
  CHECK(wrap("bbbbbbbb", 4, Break::blank) == Lines{"bbbbbbbb"});
  CHECK(wrap("one two three", 8, Break::blank, 2) == Lines{"one two", "  three"});
  CHECK(wrap("a bbbbbbbb", 4) == Lines{"a", "bbbb", "bbbb"});
}

TEST_CASE("code is not broken near its beginning") {
  CHECK(wrap("x = aaaaaaaaaaaaaa", 15, Break::code) == Lines{"x = aaaaaaaaaaa", "aaa"});
  CHECK(wrap("x = aaaaaaaaaaaaaa", 15) == Lines{"x =", "aaaaaaaaaaaaaa"});
  CHECK(wrap("f(a, b + 1)", 6, Break::code) == Lines{"f(a,", "b + 1)"});  // "f(a, b " has 7 columns
  CHECK(wrap("f(a, b + 1)", 6) == Lines{"f(a, b", "+ 1)"});
}

TEST_CASE("words are filled in behind a label") {
  CHECK(fill_lines("at ", "one two\n three", 10) == "at one two\n   three\n");
  CHECK(fill_lines("at ", "", 10) == "at \n");
  CHECK(fill_lines("Θ ", "ab cd", 4) == "Θ ab\n  cd\n");
}

TEST_CASE("items are packed and parts joined") {
  CHECK(pack({"a b", "c", "d"}, 6) == Lines{"a b  c", "d"});
  CHECK(join({"a", "", "b"}, "; ") == "a; b");
  CHECK(join({"", ""}, "; ") == "");
}

TEST_CASE("thousands are set apart") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(1000) == "1,000");
  CHECK(with_thousands(10285) == "10,285");
  CHECK(with_thousands(18446744073709551615u) == "18,446,744,073,709,551,615");
}

TEST_CASE("JSON names by their numbers the characters that command a terminal, and keeps all others") {
  CHECK(escape_json("[\"a\u009B\u202E\u2066\x7f\"]") == "[\"a\\u009b\\u202e\\u2066\\u007f\"]");
  CHECK(escape_json("{\n  \"a\": \"\u00A0Θ😀\\u001b\"\n}") == "{\n  \"a\": \"\u00A0Θ😀\\u001b\"\n}");
}

TEST_CASE("foreign text cannot command the terminal") {
  CHECK(printable("a\033[2Jb\r\n\x7f") == "a?[2Jb???");
  CHECK(printable(std::string("a\0b", 3)) == "a?b");
  CHECK(printable("a\tb") == "a b");
  CHECK(printable("a\u009B2Jb\u0080") == "a?2Jb?");
  CHECK(printable("\u202A\u202E\u2066\u2069") == "????");
  CHECK(printable("\u061C\u200E\u200F\u2028\u2029") == "?????");
  CHECK(printable("\u200D\u2030\u061B") == "\u200D\u2030\u061B");
  CHECK(printable("\u2027\u202F\u2065\u206A\u00A0Θ😀") == "\u2027\u202F\u2065\u206A\u00A0Θ😀");
}

TEST_CASE("bytes that are no UTF-8 are replaced, one by one") {
  CHECK(printable("a\xFF\x80z") == "a??z");
  CHECK(printable("\xCE") == "?");
  CHECK(printable("\xE2\x80z") == "??z");
  CHECK(printable("\xC0\xAF") == "??");              // "/", longer than it need be
  CHECK(printable("\xE0\x80\xAF") == "???");
  CHECK(printable("\xF0\x80\x80\xAF") == "????");
  CHECK(printable("\xED\xA0\x80") == "???");         // half a surrogate pair
  CHECK(printable("\xF4\x90\x80\x80") == "????");    // above U+10FFFF
  CHECK(printable("\xF4\x8F\xBF\xBF") == "\xF4\x8F\xBF\xBF");
}

TEST_CASE("long foreign text is cut between characters") {
  CHECK(printable("abcdefgh", 8) == "abcdefgh");
  CHECK(printable("abcdefgh", 6) == "abc...");
  CHECK(printable("aΘΘΘΘ", 6) == "aΘ...");
  CHECK(printable("aΘΘΘΘ", 7) == "aΘ...");
  CHECK(printable("abc", 2) == "...");
}

TEST_CASE("a command on several lines is one to a shell, and its quotes stay whole") {
  const std::string command = "gradlab check --data 'a b/it'\\''s c.csv' --lambda 3 --seed 1";
  for (int width = 12; width < 70; ++width) {
    CAPTURE(width);
    std::string joined;
    for (const std::string& line : wrap_command(command, width)) {
      const std::string words = line.substr(line.find_first_not_of(' '));
      const bool is_alone = words.find(' ') == std::string::npos || words.starts_with("'a b");
      CHECK((display_width(line) <= width || is_alone));
      joined += words;
      if (joined.ends_with('\\')) joined.pop_back();
    }
    CHECK(joined == command);
  }
  CHECK(wrap_command("gradlab check", 80) == std::vector<std::string>{"gradlab check"});
  CHECK(wrap_command("gradlab check --seed 1", 16) == std::vector<std::string>{"gradlab check \\", "  --seed 1"});
}

TEST_CASE("a labeled text keeps to 80 columns, also a name that is longer") {
  const std::string name(100, 'n');
  const std::string text = line_of("data", name + ".csv: 5 examples of 3 values, labels 1 to 3\nnext", false);
  for (const std::string& line : split_lines(text)) CHECK(display_width(line) <= 80);
  CHECK(text.starts_with("  data        " + name.substr(0, 66)));
  CHECK(text.ends_with("\n              next\n"));
  CHECK(line_of("data", "short", false) == "  data        short\n");
  CHECK(line_of("data", "", false) == "  data        \n");
}

TEST_CASE("a file is replaced whole, or left as it was; a new one takes no other's place") {
  const TemporaryFolder folder;
  const std::string path = folder.path("file"), none = folder.path("none") + "/file";
  CHECK(!create_file(path, "first"));
  CHECK(create_file(path, "second") == std::errc::file_exists);
  CHECK(content_of(path) == "first");
  CHECK(!replace_file(path, "third"));
  CHECK(content_of(path) == "third");
  CHECK(replace_file(none, "lost") == std::errc::no_such_file_or_directory);
  CHECK(create_file(none, "lost") == std::errc::no_such_file_or_directory);
  const std::filesystem::directory_iterator files(std::filesystem::path(path).parent_path());
  CHECK(std::distance(begin(files), end(files)) == 1);
}

TEST_CASE("what a killed write left goes at the next one; what is being written, and other files, stay") {
  const TemporaryFolder folder;
  const std::string left = folder.write(".gradlab-part-0a1b2c", "half"), busy = folder.write(".gradlab-part-3d4e5f", "ha");
  const std::string longer = folder.write(".gradlab-part-0a1b2cd", "mine"), other = folder.write("file.0a1b2c", "mine");
  const int writer = open(busy.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(flock(writer, LOCK_EX | LOCK_NB) == 0);
  CHECK(!replace_file(folder.path("file"), "whole"));
  CHECK(!std::filesystem::exists(left));
  for (const std::string& file : {busy, longer, other}) CHECK(std::filesystem::exists(file));
  close(writer);
  CHECK(!create_file(folder.path("new"), "whole"));
  CHECK(!std::filesystem::exists(busy));
}

TEST_CASE("a replaced file keeps its rights, and a symbolic link stays one") {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  const fs::path file = folder.path("file"), link = folder.path("link");
  CHECK(!create_file(file, "first"));
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("file", link);
  CHECK(!replace_file(link, "second"));
  CHECK(fs::is_symlink(link));
  CHECK(content_of(file.string()) == "second");
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  const fs::path other = folder.path("other");
  CHECK(!replace_file(other, "third"));
  CHECK(fs::status(other).permissions() != (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_SUITE_END();

}  // namespace test_text
