#include "read_text.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

std::string read_text(const std::string& path_below_checks) {
  const std::string path = GRADLAB_CHECKS_DIR "/" + path_below_checks;
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}
