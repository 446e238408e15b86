// gradlab learn by keys, in a real terminal: pages, questions, the place that is kept, and the terminal given back.
#include "run.hpp"
#include "terminal.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>


#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <utility>

namespace test_player {

TEST_SUITE_BEGIN("player");

namespace {

bool there() {
  if (has_tmux()) return true;
  MESSAGE("skipped: there is no tmux");
  return false;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Notes the terminal's settings before and after.
std::string watched_line(const std::string& state, int lesson) {
  return fmt::format("stty -g >before\nenv XDG_STATE_HOME='{}' '{}' learn {}\nstty -g >after\necho over", state,
                     GRADLAB_PROGRAM, lesson);
}

void check_leads_to(Terminal& terminal, const std::string& keys, const std::string& text) {
  terminal.press(keys);
  const std::string screen = terminal.wait_for(text);
  CAPTURE(keys);
  CAPTURE(screen);
  CHECK(screen.find(text) != std::string::npos);
}

// "3/7": which page of how many.
std::string page_of(const std::string& screen) {
  std::smatch page;
  return std::regex_search(screen, page, std::regex(R"(\d+/\d+)")) ? page[0].str() : "";
}

// The screen with this text, or with a page other than this one: a narrow question has no room for its page.
// It may be caught while it is drawn: it is the same twice.
std::string wait_for_page(const Terminal& terminal, const std::string& text, const std::string& before) {
  std::string last;
  return terminal.wait_until([&](const std::string& seen) {
    const bool is_drawn = seen == std::exchange(last, seen);
    return is_drawn && (seen.find(text) != std::string::npos || (!page_of(seen).empty() && page_of(seen) != before));
  });
}

// On by pages until one shows this text. The first page has to be there: keys before it are lost.
std::string turn_to(Terminal& terminal, const std::string& text) {
  std::string screen = wait_for_page(terminal, text, "");
  for (std::string before; page_of(screen) != before && screen.find(text) == std::string::npos;) {
    before = page_of(screen);
    terminal.press("Right");
    screen = wait_for_page(terminal, text, before);
  }
  CHECK(screen.find(text) != std::string::npos);
  return screen;
}

}  // namespace

TEST_CASE("pages turn by keys; a question waits, explains wrong and right answers, and pushes nobody on") {
  if (!there()) return;
  const std::string state = (scratch_folder() / "player").string();
  Terminal terminal(80, 24, watched_line(state, 5));
  CHECK(terminal.wait_for(" 1/").find("Ten questions about one image") != std::string::npos);
  check_leads_to(terminal, "Right", " 2/");
  check_leads_to(terminal, "Left", " 1/");
  const std::string question = page_of(turn_to(terminal, "Predict first"));
  check_leads_to(terminal, "Enter", "a guess will do");
  check_leads_to(terminal, "0 . 7 Enter", "Not so.");
  CHECK(page_of(terminal.screen()) == question);
  check_leads_to(terminal, "m a n y Enter", "Type one number");
  check_leads_to(terminal, "1 0 Space l n Space 2 Enter", "That is 6.93147.");  // the next answer without a key before
  check_leads_to(terminal, "r", "Enter: answer");
  check_leads_to(terminal, "0 . 7 Enter", "Not so.");
  check_leads_to(terminal, "Enter", "Answer: 6.93");  // nobody goes on without it
  CHECK(page_of(terminal.screen()) == question);
  check_leads_to(terminal, "r", "Enter: answer");
  check_leads_to(terminal, "6 . 9 3 Enter", "Right.");
  CHECK(page_of(terminal.screen()) == question);
  check_leads_to(terminal, "Right", fmt::format(" {}/", std::stoi(question) + 1));
  check_leads_to(terminal, "C-c", "Your place is kept");
  terminal.wait_for("over");
  CHECK(terminal.ask("#{alternate_on}") == "0");
  CHECK(!text_of(scratch_folder() / "before").empty());
  CHECK(text_of(scratch_folder() / "before") == text_of(scratch_folder() / "after"));
  CHECK(text_of(state + "/gradlab/learn.json").find("\"lesson\": 5") != std::string::npos);
  CHECK(text_of(state + "/gradlab/learn.json").find("5:zero") != std::string::npos);  // missed at first
}

TEST_CASE("a lesson goes on where it was left, and one gone through is finished") {
  if (!there()) return;
  const std::string state = (scratch_folder() / "resumed").string();
  std::filesystem::create_directories(state + "/gradlab");
  std::ofstream(state + "/gradlab/learn.json") << R"({"lesson": 5, "section": 2, "finished": []})";
  Terminal terminal(80, 24, watched_line(state, 5));
  CHECK(terminal.wait_for("Before you train").find(" 1/") == std::string::npos);
  turn_to(terminal, "Enter: finish");
  check_leads_to(terminal, "Enter", "gradlab learn 6");
  CHECK(text_of(state + "/gradlab/learn.json").find("5\n  ]") != std::string::npos);
}

TEST_CASE("a question that was missed comes back in another lesson, until it is answered") {
  if (!there()) return;
  const std::string state = (scratch_folder() / "missed").string();
  std::filesystem::create_directories(state + "/gradlab");
  std::ofstream(state + "/gradlab/learn.json")
      << R"({"lesson": 5, "section": 0, "finished": [], "missed": ["2:zero", "9:factor", "1:no such"]})";
  Terminal terminal(80, 24, watched_line(state, 5));
  terminal.wait_for(" 1/");
  terminal.press("End");
  terminal.wait_for("Read on");
  for (int page = 0; page < 8 && terminal.screen().find("From lesson 9") == std::string::npos; ++page) {
    const std::string before = page_of(terminal.screen());
    terminal.press("Left");
    terminal.wait_until([&](const std::string& screen) { return page_of(screen) != before; });
  }
  check_leads_to(terminal, "3 / 5 Enter", "Right.");
  check_leads_to(terminal, "C-c", "Your place is kept");
  CHECK(text_of(state + "/gradlab/learn.json").find("2:zero") != std::string::npos);
  CHECK(text_of(state + "/gradlab/learn.json").find("9:factor") == std::string::npos);
}

TEST_CASE("the end of the last lesson is the end of the course only where no lesson is left") {
  if (!there()) return;
  for (const bool all : {true, false}) {
    const std::string state = (scratch_folder() / (all ? "all" : "not-all")).string();
    std::filesystem::create_directories(state + "/gradlab");
    std::ofstream(state + "/gradlab/learn.json")
        << R"({"lesson": 17, "section": 0, "finished": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)"
        << (all ? ", 16]}" : "]}");
    Terminal terminal(80, 24, watched_line(state, 17));
    terminal.wait_for(" 1/");
    terminal.press("End");
    terminal.wait_for("Enter: finish");
    terminal.press("Enter");
    const std::string screen = terminal.wait_for("over");
    CHECK((screen.find("That was the course.") != std::string::npos) == all);
    CHECK((screen.find("gradlab learn 16") != std::string::npos) == !all);
    CHECK(screen.find("gradlab learn 17`") == std::string::npos);
  }
}

TEST_CASE("a closing question waits for words, and shows its answer to compare") {
  if (!there()) return;
  Terminal terminal(80, 24, watched_line((scratch_folder() / "closing").string(), 5));
  terminal.wait_for(" 1/");
  CHECK(turn_to(terminal, "Close the lesson").find("26 ln 2, whatever") == std::string::npos);
  check_leads_to(terminal, "2 6 Enter", "Compare: 26 ln 2, whatever");
}

TEST_CASE("a lesson is read also where no place can be kept, and that is said at the end") {
  if (!there()) return;
  Terminal terminal(80, 24, watched_line("/proc/no-state", 5));
  CHECK(terminal.wait_for(" 1/").find("Ten questions about one image") != std::string::npos);
  check_leads_to(terminal, "Right", " 2/");
  check_leads_to(terminal, "C-c", "cannot remember your place");
}

TEST_CASE("a window that changes its size keeps the page") {
  if (!there()) return;
  Terminal terminal(80, 24, watched_line((scratch_folder() / "resized").string(), 5));
  terminal.wait_for(" 1/");
  turn_to(terminal, "One image, ten charges");
  CHECK(terminal.screen().find("5. The cost") != std::string::npos);  // the lesson's title, where there is room
  terminal.resize(40, 12);
  const std::string narrow = terminal.wait_until([](const std::string& screen) {
    return screen.find("One image, ten charges") == 1 && screen.find("5. The cost") == std::string::npos;
  });
  CHECK(narrow.find("One image, ten charges") == 1);
  CHECK(narrow.find("5. The cost") == std::string::npos);
}

TEST_CASE("a question and where to answer are on one screen of 40 x 12, and stay there at another size") {
  if (!there()) return;
  const auto is_whole = [](const std::string& screen) {
    return screen.find("Predict first") != std::string::npos && screen.find(" a) ") != std::string::npos &&
           screen.find(" c) ") != std::string::npos && screen.find("\n > a") != std::string::npos;
  };
  Terminal terminal(40, 12, watched_line((scratch_folder() / "narrow").string(), 13));
  terminal.wait_for(" 1/");
  turn_to(terminal, "Predict first");
  terminal.press("a");
  const std::string narrow = terminal.wait_until(is_whole);
  CAPTURE(narrow);
  CHECK(is_whole(narrow));
  terminal.resize(80, 24);
  CHECK(is_whole(terminal.wait_for("right: skip")));
  terminal.resize(40, 7);
  const std::string short_screen = terminal.wait_for("> a  Enter: answer");
  CHECK(!is_whole(short_screen));
  CHECK(short_screen.find("\n > a") != std::string::npos);  // where to answer is seen always
}

TEST_CASE("where a lesson is left in a small window, a larger one shows what was being read") {
  if (!there()) return;
  Terminal terminal(40, 12, watched_line((scratch_folder() / "enlarged").string(), 5));
  terminal.wait_for(" 1/");
  const std::string small = turn_to(terminal, "one-hot");
  CHECK(small.find("You can write the cost") == std::string::npos);
  terminal.resize(80, 24);
  const std::string large = terminal.wait_for("5. The cost");
  CHECK(large.find("one-hot") != std::string::npos);
}

TEST_CASE("the key l changes the language of the code, and the choice is kept") {
  if (!there()) return;
  const std::string state = (scratch_folder() / "language").string();
  {
    Terminal terminal(80, 24, watched_line(state, 5));
    terminal.wait_for(" 1/");
    CHECK(turn_to(terminal, "y10[:, i-1]").find("y10.col(i - 1)") == std::string::npos);
    check_leads_to(terminal, "l", "y10.col(i - 1)");
    CHECK(terminal.screen().find("y10[:, i-1]") == std::string::npos);
    check_leads_to(terminal, "q", "over");
  }
  CHECK(text_of(state + "/gradlab/settings.json").find("\"cpp\"") != std::string::npos);
  Terminal again(80, 24, watched_line(state, 5));
  CHECK(turn_to(again, "y10.col(i - 1)").find("l: NumPy") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace test_player
