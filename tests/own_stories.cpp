#include "own_stories.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cases.h"
#include "story/story.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(const char* folder, const char* extension) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(DRAGOMAN_SOURCE) / folder))
        if (entry.path().extension() == extension) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// A story for each line, with the day of the last line "published: …"; "\\n" in it is a line's end.
std::vector<Story> lines_of(const fs::path& path) {
    std::vector<Story> stories;
    std::ifstream file(path);
    std::string published;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        constexpr std::string_view day = "published: ";
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with(day)) {
            published = line.substr(day.size());
            continue;
        }
        for (std::size_t at = 0; (at = line.find("\\n", at)) != std::string::npos;) line.replace(at, 2, "\n");
        Story& story = stories.emplace_back();
        story.id = fmt::format("{} {}", path.stem().string(), number);
        story.published = published == "unknown" ? "" : published;
        story.text = line;
    }
    return stories;
}

}  // namespace

std::vector<OwnStory> own_stories(std::vector<std::string>& problems) {
    std::vector<OwnStory> stories;
    const auto add_files = [&](const char* folder, const char* file, const std::string& before) {
        for (const auto& path : files_of(folder, ".json")) {
            std::ifstream bytes(path);
            const auto story = story::parse_json(std::string{std::istreambuf_iterator<char>(bytes), {}}, path.string());
            if (!story) problems.push_back(path.string() + " is no story");
            if (story) stories.push_back({file, before + path.stem().string(), *story});
        }
    };
    add_files("examples", "examples", "");
    add_files("tests/readings", "readings", "readings: ");
    for (const auto& path : files_of("tests/readings/lines", ".txt"))
        for (const Story& story : lines_of(path))
            stories.push_back({"lines: " + path.stem().string(), "lines: " + story.id, story});
    std::vector<std::string> ignored;  // cases_test.cpp tells them
    for (const auto& path : files_of("cases", ".case"))
        for (const Case& c : read_cases(path.string(), ignored))
            stories.push_back({"cases: " + path.stem().string(), path.stem().string() + ": " + c.name, c.story()});
    return stories;
}

}  // namespace dragoman
