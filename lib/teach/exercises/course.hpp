// Where a learner is in the course, and what comes next: a lesson, its exercise, the next lesson.
#pragma once

#include "teach/exercises/record.hpp"
#include "teach/lessons/bookmark.hpp"
#include "teach/lessons/live.hpp"

#include <string>

namespace gradlab::teach {

struct CoursePlace {
  Bookmark place;
  Record record;

  bool has_begun() const;
  bool is_over() const;  ///< all lessons are finished, and all exercises passed
};

/// Of this user; the beginning of the course where nothing can be read.
CoursePlace read_course_place();

struct NextStep {
  std::string command;  ///< "gradlab learn 5"
  std::string words;    ///< "go on with lesson 5: The cost, and one-hot labels"
};

/// A lesson that was begun, else the exercise of the lesson just finished, else the next lesson, else an exercise that
/// has not passed; at the end of all of them the learner's own code.
NextStep next_step(const CoursePlace& progress);

/// The lesson to read next: one begun, or the next one not finished, in a circle. 0: all are finished.
int next_lesson(const Bookmark& place);

/// "4 of 17 lessons finished, 3 of 17 exercises passed".
std::string count_finished(const CoursePlace& progress);

/// "2. Logistic regression".
std::string title_of(const Lesson& lesson);

/// throws std::invalid_argument, naming what there is, if there is no such lesson.
const Lesson& find_lesson(int number);

}  // namespace gradlab::teach
