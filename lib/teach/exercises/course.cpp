#include "teach/exercises/course.hpp"

#include "teach/lessons/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace gradlab::teach {

namespace {

bool is_finished(const Bookmark& place, int lesson) { return place.finished.count(lesson) == 1; }

const Exercise* exercise_to_write(const Record& record, int number) {
  for (const Exercise& exercise : exercises()) {
    if (exercise.number == number && !record.has_passed(exercise)) return &exercise;
  }
  return nullptr;
}

const Exercise* first_to_write(const Record& record) {
  for (const Exercise& exercise : exercises()) {
    if (!record.has_passed(exercise)) return &exercise;
  }
  return nullptr;
}

NextStep read_lesson(int number, const Bookmark& place) {
  const bool is_open = place.lesson == number;
  const char* verb = place.lesson == 0 ? "begin with" : is_open ? "go on with" : "read";
  return {fmt::format("gradlab learn {}", number), fmt::format("{} lesson {}", verb, title_of(find_lesson(number)))};
}

NextStep write_exercise(const Exercise& exercise, const Record& record) {
  const bool is_begun = record.entries.count(exercise.name) == 1;
  return {fmt::format("gradlab exercise {} {}", is_begun ? "check" : "start", exercise.number),
          fmt::format("write exercise {}: {}", exercise.number, exercise.title)};
}

}  // namespace

bool CoursePlace::has_begun() const { return place.lesson != 0 || !record.entries.empty(); }

bool CoursePlace::is_over() const { return next_lesson(place) == 0 && first_to_write(record) == nullptr; }

CoursePlace read_course_place() {
  try {
    return {read_bookmark(bookmark_file()), read_record()};
  } catch (const std::invalid_argument&) {  // no home
    return {};
  }
}

int next_lesson(const Bookmark& place) {
  const int last = lessons().back().number;
  const int begin = std::clamp(place.lesson, lessons().front().number, last);
  for (int k = 0; k < last; ++k) {
    const int number = (begin - 1 + k) % last + 1;
    if (!is_finished(place, number)) return number;
  }
  return 0;
}

NextStep next_step(const CoursePlace& progress) {
  const Bookmark& place = progress.place;
  if (is_finished(place, place.lesson)) {
    if (const Exercise* own = exercise_to_write(progress.record, place.lesson)) {
      return write_exercise(*own, progress.record);
    }
  }
  if (const int lesson = next_lesson(place)) return read_lesson(lesson, place);
  if (const Exercise* left = first_to_write(progress.record)) return write_exercise(*left, progress.record);
  return {"gradlab check --python FILE", "check a gradient of your own"};
}

std::string count_finished(const CoursePlace& progress) {
  const auto passed = std::count_if(exercises().begin(), exercises().end(), [&](const Exercise& exercise) {
    return progress.record.has_passed(exercise);
  });
  return fmt::format("{} of {} lessons finished, {} of {} exercises passed", progress.place.finished.size(),
                     lessons().size(), passed, exercises().size());
}

std::string title_of(const Lesson& lesson) {
  const std::string_view first = lesson.text.substr(0, lesson.text.find('\n'));
  return std::string(first.substr(std::min(first.size(), std::size_t{2})));
}

const Lesson& find_lesson(int number) {
  const auto found = std::find_if(lessons().begin(), lessons().end(),
                                  [&](const Lesson& lesson) { return lesson.number == number; });
  if (found == lessons().end()) {
    throw std::invalid_argument(fmt::format("there is no lesson {}; expected {} to {}. `gradlab learn --list` lists them",
                                            number, lessons().front().number, lessons().back().number));
  }
  return *found;
}

}  // namespace gradlab::teach
