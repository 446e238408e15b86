// What a learner wrote is never overwritten and never lost, whatever is asked for; and progress is remembered.
#include "teach/exercises/exercise_folder.hpp"
#include "teach/files.hpp"
#include "teach/exercises/show.hpp"

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace test_exercise_folder {

namespace {

namespace fs = std::filesystem;
using namespace gradlab::teach;

const Exercise& seventh() { return find_exercise("7"); }

struct Fresh {
  Fresh() { fs::remove_all(state_folder()); }
  ExerciseFolder folder{"folder-" + std::to_string(++count)};
  fs::path file = folder.file_of(seventh(), Language::cpp);
  static inline int count = 0;
};

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_SUITE("folder") {
  TEST_CASE_FIXTURE(Fresh, "start writes the file as given, and only where there is none") {
    CHECK(folder.start(seventh(), Language::cpp));
    CHECK(read_text(file) == seventh().given_cpp);
    write_text(file, "mine");
    CHECK(!folder.start(seventh(), Language::cpp));
    CHECK(read_text(file) == "mine");
  }

  TEST_CASE_FIXTURE(Fresh, "reset keeps what was there, each time under another name") {
    folder.start(seventh(), Language::cpp);
    for (const char* mine : {"first", "second"}) {
      write_text(file, mine);
      CHECK(read_text(folder.reset(seventh(), Language::cpp)) == mine);
      CHECK(read_text(file) == seventh().given_cpp);
    }
    CHECK(read_text(file.string() + ".backup-1") == "first");
    CHECK(read_text(file.string() + ".backup-2") == "second");
  }

  TEST_CASE_FIXTURE(Fresh, "a folder that cannot be written is refused in one line, and nothing is left behind") {
    write_text("in-the-way", "a file, not a folder");
    ExerciseFolder other("in-the-way/below");
    CHECK_THROWS_WITH_AS(other.start(seventh(), Language::cpp), doctest::Contains("cannot write"),
                         std::invalid_argument);
    CHECK(read_text("in-the-way") == "a file, not a folder");
  }

  TEST_CASE_FIXTURE(Fresh, "hints come one by one, and are remembered") {
    CHECK(folder.hint(seventh()) == 1);
    CHECK(ExerciseFolder("").hint(seventh()) == 2);
    const std::string two = describe_hints(seventh(), 2, {});
    CHECK(has(two, "1 of 3"));
    CHECK(!has(two, "3 of 3"));
    for (int asked = 3; asked < 5; ++asked)
      CHECK(has(describe_hints(seventh(), ExerciseFolder("").hint(seventh()), {}), "3 of 3"));
  }

  TEST_CASE_FIXTURE(Fresh, "the solution is shown when asked twice, or at once after passing") {
    CHECK(has(folder.solution(seventh(), Language::cpp), "ask once more"));
    CHECK(folder.solution(seventh(), Language::cpp) == seventh().solution_cpp);

    const Exercise& eighth = find_exercise("8");
    const bool has_numpy = std::system("python3 -c 'import numpy' >/dev/null 2>&1") == 0;
    const Language quick = has_numpy ? Language::python : Language::cpp;  // nothing is compiled
    folder.start(eighth, quick);
    write_text(folder.file_of(eighth, quick), eighth.solution(quick));
    CHECK(folder.check(eighth, quick).passed());
    CHECK(folder.solution(eighth, quick) == eighth.solution(quick));
    CHECK(ExerciseFolder("").record().has_passed(eighth));
    CHECK(!ExerciseFolder("").record().has_passed(seventh()));
  }

  TEST_CASE_FIXTURE(Fresh, "the exercise at hand is the one last started or checked, also for the next command") {
    folder.start(find_exercise("9"), Language::cpp);
    CHECK(ExerciseFolder("").choose("").number == 9);
    CHECK(ExerciseFolder("").choose("7").number == 7);
    CHECK(ExerciseFolder("").file_of(seventh(), Language::cpp) == file);
  }

  TEST_CASE_FIXTURE(Fresh, "a newcomer's language is Python; a choice is kept; a file alone decides before it") {
    CHECK(folder.language_of(seventh()) == Language::python);
    remember_language(Language::cpp);
    CHECK(folder.language_of(seventh()) == Language::cpp);
    folder.start(seventh(), Language::python);
    CHECK(folder.language_of(seventh()) == Language::python);
    folder.start(seventh(), Language::cpp);
    CHECK(folder.language_of(seventh()) == Language::cpp);
    write_text(state_folder() / "settings.json", "[3");
    CHECK(remembered_language() == Language::python);
    remember_language(Language::cpp);
    CHECK(remembered_language() == Language::cpp);
  }

  TEST_CASE_FIXTURE(Fresh, "a record that cannot be read is kept, and one begins anew") {
    write_text(state_folder() / "exercises.json", "{\"folder\": 3");
    CHECK(ExerciseFolder("").record().entries.empty());
    CHECK(read_text(state_folder() / "exercises.json.unreadable") == "{\"folder\": 3");
    write_text(state_folder() / "exercises.json", "{\"folder\": 4");
    CHECK(ExerciseFolder("").record().entries.empty());
    CHECK(read_text(state_folder() / "exercises.json.unreadable") == "{\"folder\": 3");
    CHECK(read_text(state_folder() / "exercises.json.unreadable.2") == "{\"folder\": 4");
  }

  TEST_CASE_FIXTURE(Fresh, "what may not be read or made is told with the reason, and is not written over") {
    const fs::path record = state_folder() / "exercises.json", locked = fs::current_path() / "locked";
    ExerciseFolder("").hint(seventh());
    const std::string text = read_text(record);
    fs::create_directory(locked);
    fs::permissions(locked, fs::perms(0555));
    fs::permissions(fs::current_path(), fs::perms(0755));
    fs::permissions(record.parent_path(), fs::perms(0777));
    fs::permissions(record.string() + ".lock", fs::perms(0666));
    fs::permissions(record, fs::perms(0));
    const auto is_denied = [](const auto& action) {
      try {
        action();
      } catch (const std::invalid_argument& error) {
        return std::string(error.what()).ends_with(": Permission denied");
      }
      return false;
    };
    const pid_t child = fork();
    if (child == 0) {  // somebody to whom rights matter
      if (geteuid() == 0 && setuid(65534) != 0) _exit(3);
      const bool reads = is_denied([] { update_record([](Record&) {}); });
      const bool makes = is_denied([&] { write_new(locked / "below" / "file", ""); });
      _exit(reads ? (makes ? 0 : 1) : 2);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 0);
    fs::permissions(record, fs::perms(0644));
    CHECK(read_text(record) == text);
  }

  TEST_CASE_FIXTURE(Fresh, "what two remember at once stays, each from the record as it found it") {
    ExerciseFolder early("");
    ExerciseFolder("").hint(find_exercise("8"));
    early.hint(find_exercise("9"));
    const Record record = read_record();
    CHECK(record.entries.at(find_exercise("8").name).hints == 1);
    CHECK(record.entries.at(find_exercise("9").name).hints == 1);
  }

  TEST_CASE_FIXTURE(Fresh, "eight processes at once lose nothing") {
    std::vector<pid_t> children;
    for (int number = 2; number < 10; ++number) {
      const pid_t child = fork();
      if (child == 0) {
        for (int i = 0; i < 3; ++i) ExerciseFolder("").hint(find_exercise(std::to_string(number)));
        _exit(0);
      }
      children.push_back(child);
    }
    for (const pid_t child : children) waitpid(child, nullptr, 0);
    const Record record = read_record();
    CHECK(record.entries.size() == 8);
    for (const auto& [name, entry] : record.entries) CHECK(entry.hints == 3);
  }

  TEST_CASE_FIXTURE(Fresh, "a number of hints that no gradlab wrote does no harm") {
    const std::string name = seventh().name;
    write_text(state_folder() / "exercises.json",
               R"({"folder": "", "current": "", "exercises": {")" + name +
                   R"(": {"passed": [], "hints": -99999, "asked": false}}})");
    CHECK(ExerciseFolder("").hint(seventh()) == 1);
  }

  TEST_CASE("an exercise that is none is refused by what there is") {
    for (const char* text : {"0", "99", "nonsense", "-1", "7x", "1e9"}) {
      CHECK_THROWS_WITH_AS(find_exercise(text), doctest::Contains("gradlab exercise list"), std::invalid_argument);
    }
    CHECK(find_exercise("07_derivative_of_the_sigmoid").number == 7);
    CHECK(find_exercise("derivative").number == 7);
  }
}

}  // namespace test_exercise_folder
