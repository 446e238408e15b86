#include "program/piecewise.hpp"

#include "gradlab/data/file.hpp"
#include "program/kept_run.hpp"
#include "program/ranks.hpp"
#include "terminal/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace gradlab::program {

namespace {

using numeric::Estimate;
using arma::uword;

static_assert(std::is_trivially_copyable_v<Estimate>, "the ranks exchange estimates as bytes");

constexpr std::string_view first_word = "gradlab check 1: ";

// ---- An estimate as a line: every double to its last bit ----

std::string write_estimate(uword k, const Estimate& e) {
  return fmt::format("{} {:a} {:a} {:a} {} {:a} {:a} {} {:a} {:a} {:a} {:a} {:d} {:d}\n", k, e.value, e.error, e.step,
                     e.evaluations, e.left, e.right, static_cast<int>(e.feature), e.scale, e.length, e.noise, e.typical,
                     e.rough, e.too_long);
}

double read_double(const std::string& word) { return std::strtod(word.c_str(), nullptr); }

// Nothing where the line was cut off.
bool read_estimate(const std::string& line, uword& k, Estimate& e) {
  std::istringstream words(line);
  std::vector<std::string> all;
  for (std::string word; words >> word;) all.push_back(word);
  if (all.size() != 14) return false;
  k = std::strtoull(all[0].c_str(), nullptr, 10);
  e.value = read_double(all[1]);
  e.error = read_double(all[2]);
  e.step = read_double(all[3]);
  e.evaluations = std::strtoull(all[4].c_str(), nullptr, 10);
  e.left = read_double(all[5]);
  e.right = read_double(all[6]);
  e.feature = static_cast<numeric::Feature>(std::clamp(std::atoi(all[7].c_str()), 0, 3));
  e.scale = read_double(all[8]);
  e.length = read_double(all[9]);
  e.noise = read_double(all[10]);
  e.typical = read_double(all[11]);
  e.rough = all[12] == "1";
  e.too_long = all[13] == "1";
  return e.evaluations > 0;
}

// ---- The file ----

using Known = std::map<uword, Estimate>;

Known read_known(const std::string& path, const std::string& check) {
  std::istringstream file(data::load_file(path).bytes);
  std::string line;
  std::getline(file, line);
  if (!line.starts_with(first_word)) {
    throw std::invalid_argument(fmt::format("{}: expected what check --save has written, but it begins {}; name "
                                            "another file",
                                            path, data::excerpt(line)));
  }
  require_same_run(path, "check", line.substr(first_word.size()), check);
  Known known;
  uword k = 0;
  for (Estimate estimate; std::getline(file, line); estimate = {}) {
    if (!file.eof() && read_estimate(line, k, estimate)) known[k] = estimate;  // a line without its end was cut off
  }
  return known;
}

// Written anew with what is known, then a piece at a time. The first rank alone writes.
class KeptFile {
 public:
  KeptFile(const std::string& path, const std::string& check, const Known& known) : path_(path) {
    if (path.empty() || rank() > 0) return;
    std::string text = fmt::format("{}{}\n", first_word, check);
    for (const auto& [k, estimate] : known) text += write_estimate(k, estimate);
    if (const std::error_code error = terminal::replace_file(path, text)) fail(error.message());
    file_.reset(std::fopen(path.c_str(), "a"));
    if (!file_) fail(std::strerror(errno));
  }

  void add(const std::vector<uword>& entries, const std::vector<Estimate>& estimates) {
    if (!file_) return;
    std::string text;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (estimates[i].evaluations > 0) text += write_estimate(entries[i], estimates[i]);
    }
    write(text);
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw std::invalid_argument(fmt::format("--save: cannot write {}: {}; try another place", path_, reason));
  }

  void write(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size() || std::fflush(file_.get()) != 0) {
      fail(std::strerror(errno));
    }
  }

  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

// ---- The pieces ----

using check::EstimateSome;

// This rank's share of a piece, and then everybody's.
std::vector<Estimate> estimate_piece(const std::vector<uword>& piece, const EstimateSome& estimate) {
  const Share mine = part_of_rank().of(piece.size());
  const std::vector<uword> some(piece.begin() + static_cast<std::ptrdiff_t>(mine.begin),
                                piece.begin() + static_cast<std::ptrdiff_t>(mine.end));
  const std::vector<Estimate> estimates = some.empty() ? std::vector<Estimate>{} : estimate(some);
  std::vector<Estimate> all(piece.size());
  std::copy(estimates.begin(), estimates.end(), all.begin() + static_cast<std::ptrdiff_t>(mine.begin));
  exchange(all.data(), all.size(), sizeof(Estimate));
  return all;
}

// A file loses no more than a piece, and an exchange of bytes is counted in int.
std::size_t size_of_piece(std::size_t entries, bool is_kept) {
  constexpr std::size_t most = std::size_t{1} << 20, least = 256, pieces = 64;
  return is_kept ? std::clamp(entries / pieces, least, most) : most;
}

}  // namespace

void work_in_pieces(const Keeping& keeping, check::CheckOptions& options) {
  const bool is_kept = !keeping.save.empty() || !keeping.resume.empty();
  if (!is_kept && ranks() == 1) return;
  const Known known = keeping.resume.empty() ? Known{} : read_known(keeping.resume, keeping.check);
  const std::string& path = keeping.save.empty() ? keeping.resume : keeping.save;
  const auto file = std::make_shared<KeptFile>(path, keeping.check, known);
  // A rank that is told to stop stops all: else some would print, and others work on.
  const auto stopped = std::make_shared<std::atomic<bool>>(false);
  options.keep_going = [stopped, mine = options.keep_going] { return !*stopped && (!mine || mine()); };
  options.spread = [known, file, is_kept, stopped, keep_going = options.keep_going](
                       const std::vector<uword>& entries, const EstimateSome& estimate) {
    std::vector<Estimate> all(entries.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const auto found = known.find(entries[i]);
      if (found == known.end()) open.push_back(i);
      else all[i] = found->second;
    }
    const std::size_t size = size_of_piece(open.size(), is_kept);
    const auto ask_all = [&] { return *stopped = any_rank(!keep_going()); };
    for (std::size_t first = 0; !ask_all() && first < open.size(); first += size) {
      std::vector<uword> piece;
      for (std::size_t o = first; o < std::min(first + size, open.size()); ++o) piece.push_back(entries[open[o]]);
      const std::vector<Estimate> estimates = estimate_piece(piece, estimate);
      for (std::size_t o = 0; o < piece.size(); ++o) all[open[first + o]] = estimates[o];
      file->add(piece, estimates);
    }
    return all;
  };
}

}  // namespace gradlab::program
