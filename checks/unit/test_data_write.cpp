// Writing CSV: numbers come back bit by bit, and a file that cannot be whole is not there at all.
#include "gradlab/data/read.hpp"
#include "gradlab/data/write.hpp"

#include "refusal.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>

namespace test_data_write {

using namespace gradlab;

TEST_SUITE_BEGIN("data: writing");

namespace {

// No file of this process may grow beyond so many bytes: what a full disk looks like to who writes.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit small{bytes, limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, handler_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  void (*handler_)(int);
  rlimit limit_{};
};

std::size_t count_files(const std::string& folder) {
  const auto files = std::filesystem::directory_iterator(folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

}  // namespace

TEST_CASE("every number comes back as it was, and no other file is left") {
  const TemporaryFolder folder;
  const arma::mat matrix = {{0.1, -0.30000000000000004, 1e-320}, {1.7976931348623157e308, 0, 1.0 / 3}};
  data::write_csv(folder.path("a.csv"), matrix);
  const data::Dataset read = data::read_dataset(folder.path("a.csv"));
  CHECK(arma::approx_equal(arma::join_rows(read.X, read.y), matrix, "absdiff", 0));
  CHECK(count_files(folder.path("")) == 1);
}

TEST_CASE("an old file of that name is replaced") {
  const TemporaryFolder folder;
  data::write_csv(folder.path("a.csv"), arma::mat(100, 2, arma::fill::ones));
  data::write_csv(folder.path("a.csv"), arma::mat(1, 2, arma::fill::ones));
  CHECK(std::filesystem::file_size(folder.path("a.csv")) == 4);
}

TEST_CASE("a full disk is noticed: the old file stays, nothing else is left") {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.csv", "old");
  {
    const SmallDisk disk(1000);
    CHECK_NOTHROW(data::write_csv(folder.path("small.csv"), arma::mat(5, 5, arma::fill::zeros)));
    refuses(path, "cannot be written", [&] { data::write_csv(path, arma::mat(100, 100, arma::fill::randu)); });
  }
  CHECK(std::filesystem::file_size(path) == 3);
  CHECK(count_files(folder.path("")) == 2);
}

TEST_CASE("a link stays, also one that leads to no file yet; a circle of links and a pipe are refused") {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  const arma::mat one(1, 1, arma::fill::ones);
  folder.write("old.csv", "old");
  for (const char* target : {"old.csv", "new.csv"}) {
    const std::string link = folder.path(std::string("link-to-") + target);
    fs::create_symlink(target, link);
    data::write_csv(link, one);
    CHECK(fs::is_symlink(link));
    CHECK(fs::file_size(folder.path(target)) == 2);
  }
  fs::create_symlink("circle.csv", folder.path("circle.csv"));
  refuses(folder.path("circle.csv"), "Too many levels of symbolic links",
          [&] { data::write_csv(folder.path("circle.csv"), one); });
  REQUIRE(mkfifo(folder.path("pipe.csv").c_str(), 0600) == 0);
  refuses(folder.path("pipe.csv"), "cannot be written", [&] { data::write_csv(folder.path("pipe.csv"), one); });
  CHECK(fs::is_fifo(folder.path("pipe.csv")));
}

TEST_CASE("a folder that is not there") {
  const TemporaryFolder folder;
  const std::string path = folder.path("none/a.csv");
  refuses(path, "No such file or directory", [&] { data::write_csv(path, arma::mat(1, 1, arma::fill::zeros)); });
}

TEST_SUITE_END();

}  // namespace test_data_write
