// What the code of a lesson hands to its text: values, pictures and the numbers that answer its questions, all by name.
// See lesson.hpp for the text.
#pragma once

#include "teach/lessons/picture.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::teach {

struct Live {
  std::map<std::string, std::string, std::less<>> values;                ///< the text of `live value NAME`
  std::map<std::string, std::function<Picture()>, std::less<>> pictures;  ///< of `live picture NAME`
  std::map<std::string, std::vector<double>, std::less<>> answers;  ///< of `live answer NAME` where it is of numbers
  std::vector<double> given = {};  ///< numbers that the prose states as a choice of its own: 0.01 for a learning rate
  /// The text of `live measured NAME`: figures of this machine, measured for each reader. The file keeps what one
  /// machine gave as long as only numbers differ.
  std::map<std::string, std::function<std::string()>, std::less<>> measured = {};
};

struct Lesson {
  int number = 0;
  std::string_view name;  ///< of its folder: "01_minimizing"
  std::string_view text;  ///< lesson.md
  Live (*live)() = nullptr;
};

/// All of them, in order.
const std::vector<Lesson>& lessons();

}  // namespace gradlab::teach

namespace gradlab::tutorials {

using teach::Bars, teach::Cell, teach::Diagram, teach::Heatmaps, teach::Landscape, teach::Live, teach::Picture, teach::Table;
using terminal::Canvas, terminal::Chart;

}  // namespace gradlab::tutorials
