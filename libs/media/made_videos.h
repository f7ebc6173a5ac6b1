#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/ids.h"

namespace trainingzip::test {

/// A folder of its own for the videos that one test makes with the ffmpeg program.
class MadeVideos : public ::testing::Test {
  protected:
    MadeVideos() : folder_(std::filesystem::temp_directory_path() / ("trainingzip-" + random_hex(8))) {
        std::filesystem::create_directories(folder_);
    }
    ~MadeVideos() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path path(const std::string& name) const { return folder_ / name; }

    /// Runs ffmpeg with these arguments and the file as its output.
    std::filesystem::path make(const std::string& arguments, const std::string& name) const {
        const std::string command =
            "ffmpeg -nostdin -v error -y " + arguments + " '" + path(name).string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0) << command;
        return path(name);
    }

    /// The part of a track's matrix that turns and mirrors (ISO/IEC 14496-12, 8.3.2): a point goes to
    /// (a x + c y, b x + d y).
    struct Matrix {
        int a, b, c, d;
    };

    /// A copy whose first track asks players to lay it so.
    std::filesystem::path lay(const std::filesystem::path& source, const Matrix& wanted,
                              const std::string& name) const {
        std::ifstream stream(source, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        constexpr std::size_t type_to_matrix = 4 + 40;
        const std::size_t matrix = bytes.find("tkhd") + type_to_matrix;
        const auto put = [&](std::size_t place, int whole) {
            for (std::size_t i = 0; i < 4; ++i) {
                bytes.at(matrix + place * 4 + i) = static_cast<char>((whole * 65536) >> (24 - 8 * i));
            }
        };
        put(0, wanted.a);
        put(1, wanted.b);
        put(3, wanted.c);
        put(4, wanted.d);
        return make_text(bytes, name);
    }

    /// A copy whose first track asks players to turn it clockwise.
    std::filesystem::path turn(const std::filesystem::path& source, int quarter_turns,
                               const std::string& name) const {
        constexpr int cosines[] = {1, 0, -1, 0};
        constexpr int sines[] = {0, 1, 0, -1};
        return lay(
            source,
            {cosines[quarter_turns], sines[quarter_turns], -sines[quarter_turns], cosines[quarter_turns]},
            name);
    }

    std::filesystem::path make_text(const std::string& content, const std::string& name) const {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }

    /// The first bytes of another file.
    std::filesystem::path cut(const std::filesystem::path& source, double share,
                              const std::string& name) const {
        std::filesystem::copy_file(source, path(name));
        const auto size = static_cast<double>(std::filesystem::file_size(source));
        std::filesystem::resize_file(path(name), static_cast<std::uintmax_t>(size * share));
        return path(name);
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace trainingzip::test
