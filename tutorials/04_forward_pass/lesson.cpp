// Lesson 4: the shapes on the way through a network of 400-25-10, the one of the well-known digits exercise.
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_04 {

namespace {

using neural_network::LayerSizes;

constexpr LayerSizes sizes{400, 25, 10};

std::string count() {
  const auto [n, h, K] = sizes;
  return fmt::format("Theta1  {} x {}  = {:6}\nTheta2  {} x {}   = {:6}\ntogether         = {:6}", h, n + 1, h * (n + 1), K,
                     h + 1, K * (h + 1), neural_network::count_parameters(sizes));
}

std::string draw_strip(const Canvas& canvas) {
  if (canvas.width < 70) {
    return "  X            m x 401   ones | pixels\n   * Theta1'  401 x 25\n   =            m x 25\n"
           "  sigmoid, then ones in front:\n  a1            m x 26   ones | units\n"
           "   * Theta2'   26 x 10\n   =            m x 10\n  sigmoid:\n  a2            m x 10\n";
  }
  return "        401                25                25                 26\n"
         "     +---------+        +---------+       +-------+          +-------+\n"
         "   m |1   X    |  * 401 | Theta1' |  =  m |       |  ---->  m |1  a1  |\n"
         "     +---------+        +---------+       +-------+          +-------+\n"
         "                                       sigmoid of each, then ones in front\n\n"
         "         26                10                10                 10\n"
         "     +---------+        +---------+       +-------+          +-------+\n"
         "   m |1   a1   |  *  26 | Theta2' |  =  m |       |  ---->  m |  a2   |\n"
         "     +---------+        +---------+       +-------+          +-------+\n"
         "                                           sigmoid of each\n";
}

}  // namespace

Live live() {
  Live live;
  live.values["count"] = count();
  live.pictures["strip"] = draw_strip;
  live.answers["theta1"] = {25, 401};
  live.answers["theta2"] = {static_cast<double>(sizes.num_labels * (sizes.hidden_layer_size + 1))};
  live.given = {400, 401, sigmoid(1.0)};
  return live;
}

}  // namespace gradlab::tutorials::lesson_04
