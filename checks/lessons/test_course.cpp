// Where a learner is sent next, from the first day to the last.
#include "teach/exercises/course.hpp"
#include "teach/files.hpp"
#include "teach/lessons/missed.hpp"

#include "run.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace test_course {

using namespace gradlab::teach;

TEST_SUITE_BEGIN("course");

namespace {

void pass(Record& record, int number) {
  record.entries[find_exercise(std::to_string(number)).name].passed.insert("Python");
}

std::set<int> up_to(int last) {
  std::set<int> numbers;
  for (int number = 1; number <= last; ++number) numbers.insert(number);
  return numbers;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("from the first lesson to its exercise, to the next lesson, to one's own code") {
  const int last = lessons().back().number;
  CoursePlace progress;
  CHECK_FALSE(progress.has_begun());
  CHECK(next_step(progress).command == "gradlab learn 1");
  progress.place.lesson = 1;
  CHECK(progress.has_begun());
  CHECK(contains(next_step(progress).words, "go on with lesson 1"));
  progress.place.finished = {1};
  CHECK(next_step(progress).command == "gradlab exercise start 1");
  progress.record.entries[find_exercise("1").name];
  CHECK(next_step(progress).command == "gradlab exercise check 1");
  pass(progress.record, 1);
  CHECK(next_step(progress).command == "gradlab learn 2");
  progress.place = {last, 0, up_to(last)};
  CHECK(next_step(progress).command == "gradlab exercise start " + std::to_string(last));
  pass(progress.record, last);
  CHECK(next_step(progress).command == "gradlab exercise start 2");
  CHECK_FALSE(progress.is_over());
  for (const Exercise& exercise : exercises()) pass(progress.record, exercise.number);
  CHECK(progress.is_over());
  CHECK(next_step(progress).command == "gradlab check --python FILE");
}

TEST_CASE("nobody is sent to a finished lesson") {
  const int last = lessons().back().number;
  CHECK(next_lesson({last, 0, up_to(last)}) == 0);
  CHECK(next_lesson({last, 0, {last}}) == 1);  // lessons that were left out
  CHECK(next_lesson({3, 0, {1, 3}}) == 4);
  CHECK(next_lesson({3, 0, {1}}) == 3);
  CHECK(next_lesson({}) == 1);
}

TEST_CASE("gradlab alone shows a newcomer a gradient and the way in, and others where they are") {
  const std::string state = (scratch_folder() / "welcome").string();
  std::filesystem::create_directories(state + "/gradlab");
  const auto welcome = [&] { return run_shell("env XDG_STATE_HOME='" + state + "' '" + GRADLAB_PROGRAM + "'").out; };
  const std::string first = welcome();
  CHECK(contains(first, "Start here:"));
  CHECK(contains(first, "-0.0092782524"));
  CHECK(first.find("gradlab learn 1") < first.find("gradlab check"));
  CHECK(widest_line(first) <= 80);
  std::ofstream(state + "/gradlab/learn.json") << R"({"lesson": 5, "section": 2, "finished": [1]})";
  const std::string later = welcome();
  CHECK(contains(later, "1 of 17 lessons finished"));
  CHECK(contains(later, "go on with lesson 5"));
  CHECK_FALSE(contains(later, "Start here:"));
}

TEST_CASE("a bookmark keeps the questions that were missed; one of an older gradlab has none") {
  const std::filesystem::path file = scratch_folder() / "bookmark" / "learn.json";
  std::filesystem::create_directories(file.parent_path());
  change_bookmark(file, [](Bookmark& place) { place = {2, 1, {1}, {"1:width"}}; });
  CHECK(read_bookmark(file).missed == std::set<std::string>{"1:width"});
  CHECK(change_bookmark(file, [](Bookmark& place) { place.missed.insert("2:zero"); }).missed.size() == 2);
  change_bookmark(file, [](Bookmark& place) { place.missed.erase("1:width"); });
  CHECK(read_bookmark(file).missed == std::set<std::string>{"2:zero"});
  CHECK(parse_bookmark(R"({"lesson": 5, "section": 2, "finished": [1]})")->lesson == 5);
  CHECK(!parse_bookmark(R"({"lesson": 5, "section": 2, "finished": [1], "missed": 7})"));
  CHECK(!parse_bookmark(R"({"lesson": 4e117, "section": 2, "finished": [1]})"));  // no int holds it
}

TEST_CASE("a bookmark that cannot be read is kept, and one begins anew") {
  const std::filesystem::path file = scratch_folder() / "damaged" / "learn.json";
  std::filesystem::create_directories(file.parent_path());
  const std::string damaged = R"({"lesson": 5, "section": 2, "finished": [1, 2)";
  std::ofstream(file) << damaged;
  CHECK(read_bookmark(file).lesson == 0);
  change_bookmark(file, [](Bookmark& place) { place.lesson = 2; });
  CHECK(read_bookmark(file).lesson == 2);
  CHECK(read_text(file.string() + ".unreadable") == damaged);
}

TEST_CASE("missed questions come with what leads to them, not the same ones in each lesson") {
  const auto asked = [](const Bookmark& place, int lesson) {
    std::set<std::string> names;
    for (const Part& part : missed_section(place, lesson).parts) {
      if (part.kind == "question") names.insert(part.question.name);
    }
    return names;
  };
  const Bookmark many{3, 0, {}, {"1:width", "2:zero", "5:zero", "6:w8", "9:factor"}};
  CHECK(asked(many, 10).size() == 3);
  CHECK(asked(many, 10) != asked(many, 11));
  CHECK(asked({3, 0, {}, {"1:width", "2:zero"}}, 1) == std::set<std::string>{"2:zero"});
  CHECK(asked({}, 1).empty());

  const Section section = missed_section({3, 0, {}, {"6:w8"}}, 10);
  REQUIRE(section.parts.size() == 3);
  CHECK(section.parts[0].kind == "value");
  CHECK(section.parts[0].arguments.front() == "6:deltas");
  CHECK(section.parts[1].body.starts_with("Delta of output 2 is negative"));
  CHECK(section.parts[2].question.prompt.starts_with("(From lesson 6: Which way should w5 go?)"));
}

TEST_SUITE_END();

}  // namespace test_course
