// Which rows have these words: an index of the words of all stories and of the rows read in them, in memory.
//
// To look through the texts of 100,000 stories takes seconds; here the rows of each word stand in a list, so that hits
// and their counts by kind, source, country and year take milliseconds. It is made when the server starts, and takes
// in what comes later.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "serve/search/texts.h"
#include "store/store.h"

namespace dragoman::serve {

enum class Kind : std::uint8_t { story, statement, event, figure, commitment };
constexpr std::array<std::string_view, 5> kind_names{"story", "statement", "event", "figure", "commitment"};

struct Wanted {
    /// Each must stand in the row or in the names of who takes part; one of more than three letters may be the
    /// beginning of a word. Empty: all rows.
    std::string words;
    std::optional<Kind> kind;  ///< none: all
    std::string source, country;
    std::optional<std::chrono::sys_days> from, to;  ///< days of the story
    std::size_t offset = 0, most = 0;               ///< which of the hits are named
};

struct Hit {
    Kind kind = Kind::story;
    std::string story_id, id, source, title;
    std::string day;        ///< ISO 8601; empty: not known
    std::string text, who;  ///< of a story both are empty
};

using Counts = std::vector<std::pair<std::string, std::int64_t>>;  ///< most first

struct Found {
    std::int64_t total = 0;
    std::vector<Hit> hits;  ///< those named, latest stories first
    Counts kinds, sources, countries, years;
};

/// Any number of threads may call find() while one calls refresh(). Rows of copies are not in it, copies are.
class Index {
public:
    /// Takes in what came since the last time, and takes out what changed or went. Errors: the store cannot be read;
    /// then some of what came may be missing until the next time.
    Status refresh(const store::Store& store);
    Found find(const Wanted& wanted) const;

private:
    struct Story {
        std::string id, input;  ///< input: hash of what it was read from
        std::optional<std::chrono::sys_days> day;
        std::uint32_t source = 0, rank = 0;  ///< rank: latest first
        Texts::Place title = 0;
        bool copy = false, gone = false;
    };
    struct Row {
        std::uint32_t story = 0;
        std::uint32_t countries = 0;  ///< where they begin in country_lists_
        Texts::Place text = 0;        ///< id, words and who, in lines; of a story nothing
        std::uint8_t country_count = 0;
        Kind kind = Kind::story;
    };
    /// Ascending numbers of rows, as the distances between them, seven bits a byte.
    struct Postings {
        std::string bytes;
        std::uint32_t next = 0;  ///< the least number that can be added
        void add(std::uint32_t row);
    };
    /// Texts by number.
    struct Names {
        std::vector<std::string> texts;
        std::unordered_map<std::string, std::uint32_t> numbers;
        std::uint32_t number_of(const std::string& text);
    };
    struct Hash {
        using is_transparent = void;
        // not noexcept: then the table keeps the hashes, and does not make them anew at every step of a search
        std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
    };
    using Bits = std::vector<std::uint64_t>;  ///< one of each row
    struct Filter;
    struct Tally;

    Result<std::vector<std::string>> take_stories(const store::Store& store);
    Status take_rows(const store::Store& store, Kind kind, const std::vector<std::string>& stories, bool all);
    void add(Kind kind, const std::vector<store::Value>& row);
    void put_in_order();
    void mark(std::string_view word, Bits& rows) const;
    std::optional<Bits> having(const std::string& words) const;
    std::vector<Hit> named(std::vector<std::uint32_t>& rows, const Wanted& wanted) const;
    Hit hit_of(const Row& row) const;

    mutable std::shared_mutex mutex_;
    std::vector<Story> stories_;
    std::unordered_map<std::string, std::uint32_t> story_numbers_;  ///< of those that are not gone
    std::vector<Row> rows_;
    Texts texts_;
    std::vector<std::uint32_t> country_lists_;
    Names sources_, countries_;
    std::unordered_map<std::string, Postings, Hash, std::equal_to<>> words_;
    std::vector<std::string_view> word_list_;  ///< in order of the alphabet
};

}  // namespace dragoman::serve
