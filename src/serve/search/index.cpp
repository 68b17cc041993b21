#include "serve/search/index.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <bit>
#include <mutex>

#include "serve/search/words.h"
#include "store/schema/days.h"

namespace dragoman::serve {

// -- words ----------------------------------------------------------------------------------------
void Index::Postings::add(std::uint32_t row) {
    if (row < next) return;  // the word stands twice in the row
    std::uint32_t distance = row - next;
    for (; distance >= 0x80; distance >>= 7) bytes += static_cast<char>(distance | 0x80);
    bytes += static_cast<char>(distance);
    next = row + 1;
}

std::uint32_t Index::Names::number_of(const std::string& text) {
    const auto [at, is_new] = numbers.try_emplace(text, static_cast<std::uint32_t>(texts.size()));
    if (is_new) texts.push_back(text);
    return at->second;
}

/// Sets the bits of the rows that have the word, or a word that begins so.
void Index::mark(std::string_view word, Bits& rows) const {
    constexpr std::size_t stands_alone = 3;  // "US" must not find "used"
    const auto set = [&](std::string_view found) {
        std::uint32_t row = 0, distance = 0;
        int shift = 0;
        for (const char c : words_.find(found)->second.bytes) {
            distance |= static_cast<std::uint32_t>(c & 0x7f) << shift;
            shift += 7;
            if (c & 0x80) continue;
            row += distance;
            rows[row / 64] |= std::uint64_t{1} << (row % 64);
            ++row;
            distance = 0, shift = 0;
        }
    };
    for (auto at = std::lower_bound(word_list_.begin(), word_list_.end(), word);
         at != word_list_.end() && at->starts_with(word); ++at)
        if (word.size() > stands_alone || at->size() == word.size()) set(*at);
}

/// The rows that have all of the words; nothing where no words are given.
std::optional<Index::Bits> Index::having(const std::string& words) const {
    if (words.empty()) return std::nullopt;
    const std::size_t size = rows_.size() / 64 + 1;
    std::optional<Bits> all;
    for (const std::string& word : words_of(words)) {
        Bits rows(size);
        mark(word, rows);
        if (all)
            for (std::size_t i = 0; i < size; ++i) rows[i] &= (*all)[i];
        all = std::move(rows);
    }
    return all ? std::move(all) : Bits(size);  // marks alone stand in no row
}

// -- taking in ------------------------------------------------------------------------------------
namespace {

constexpr const char* all_stories = R"(
SELECT s.id, coalesce(i.sha256, ''), s.day, coalesce(s.source, ''), c.story_id IS NOT NULL, coalesce(s.title, '')
FROM stories s LEFT JOIN (SELECT story_id, max(sha256) AS sha256 FROM inputs GROUP BY story_id) i ON i.story_id = s.id
LEFT JOIN (SELECT DISTINCT story_id FROM copies) c ON c.story_id = s.id)";

/// Of each kind: story_id, id, countries, words, who.
constexpr std::array<const char*, 5> rows_of_kind{
    R"(SELECT s.id AS story_id, s.id, e.countries, concat_ws(' ', s.title, s.text), NULL FROM stories s
       LEFT JOIN (SELECT story_id, string_agg(DISTINCT country, ' ') AS countries FROM entities WHERE country IS NOT NULL
                  GROUP BY story_id) e ON e.story_id = s.id)",
    R"(SELECT story_id, id, array_to_string(list_distinct(list_concat(speaker_countries, by_countries)), ' '),
           array_to_string([p.text FOR p IN evidence], ' … '), array_to_string(list_concat(speaker_names, by_names), '; ')
       FROM statements)",
    R"(SELECT story_id, id, array_to_string(list_distinct(list_concat(actor_countries, recipient_countries)), ' '),
           array_to_string([p.text FOR p IN evidence], ' … '), array_to_string(list_concat(actor_names, recipient_names), '; ')
       FROM events)",
    R"(SELECT story_id, id, array_to_string(by_countries, ' '), array_to_string([p.text FOR p IN evidence], ' … '),
           array_to_string(by_names, '; ') FROM figures)",
    R"(SELECT story_id, id, array_to_string(by_countries, ' '), array_to_string([p.text FOR p IN evidence], ' … '),
           array_to_string(by_names, '; ') FROM commitments)"};

template <class F>
void each_part(std::string_view text, F&& f) {
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) f(std::string(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

}  // namespace

/// The stories that are new to the index; those that changed are new too.
Result<std::vector<std::string>> Index::take_stories(const store::Store& store) {
    auto rows = store.query(all_stories);
    if (!rows) return rows.error();
    std::vector<std::string> fresh;
    std::unordered_set<std::uint32_t> seen;
    const std::lock_guard lock(mutex_);
    for (std::vector<store::Value> row; rows->next(row);) {
        std::string id = store::plain(row[0]), input = store::plain(row[1]);
        auto known = story_numbers_.find(id);
        if (known == story_numbers_.end() || stories_[known->second].input != input) {
            const auto number = static_cast<std::uint32_t>(stories_.size());
            if (known != story_numbers_.end()) stories_[known->second].gone = true;
            known = story_numbers_.insert_or_assign(id, number).first;
            fresh.push_back(id);
            stories_.push_back(
                {.id = std::move(id), .input = std::move(input), .title = texts_.add(store::plain(row[5]))});
        }
        Story& story = stories_[known->second];
        const auto days = store::days_of(store::plain(row[2]));
        story.day = days ? std::optional(days->first) : std::nullopt;
        story.source = sources_.number_of(store::plain(row[3]));
        story.copy = std::get<bool>(row[4].is);
        seen.insert(known->second);
    }
    std::erase_if(story_numbers_, [&](const auto& known) {
        const bool gone = !seen.contains(known.second);
        if (gone) stories_[known.second].gone = true;
        return gone;
    });
    return fresh;
}

void Index::add(Kind kind, const std::vector<store::Value>& row) {
    const auto story = story_numbers_.find(store::plain(row[0]));
    if (story == story_numbers_.end()) return;
    const auto number = static_cast<std::uint32_t>(rows_.size());
    Row added{.story = story->second, .countries = static_cast<std::uint32_t>(country_lists_.size()), .kind = kind};
    std::string words = store::plain(row[3]);
    const std::string who = store::plain(row[4]);
    if (kind != Kind::story) {
        std::replace(words.begin(), words.end(), '\n', ' ');
        added.text = texts_.add(store::plain(row[1]) + '\n' + words + '\n' + who);
    }
    each_part(store::plain(row[2]), [&](const std::string& country) {
        if (added.country_count == 255) return;
        country_lists_.push_back(countries_.number_of(country));
        ++added.country_count;
    });
    rows_.push_back(added);
    for (const std::string* text : std::initializer_list<const std::string*>{&words, &who})
        each_word(*text, [&](std::string_view word) {
            auto at = words_.find(word);
            if (at == words_.end()) at = words_.emplace(word, Postings()).first;
            at->second.add(number);
        });
}

/// Reads the rows of these stories, or of all, and adds them a few thousand at a time: finding goes on meanwhile.
Status Index::take_rows(const store::Store& store, Kind kind, const std::vector<std::string>& stories, bool all) {
    constexpr std::size_t together = 4096;
    std::string sql = rows_of_kind[static_cast<std::size_t>(kind)];
    std::vector<store::Value> parameters;
    if (!all) {
        store::List list;
        for (const std::string& story : stories) list.push_back({story});
        parameters.push_back({std::move(list)});
        sql = "SELECT * FROM (" + sql + ") WHERE story_id IN (SELECT unnest(?))";
    }
    auto rows = store.stream(sql, parameters);
    if (!rows) return rows.error();
    std::vector<std::vector<store::Value>> some;
    const auto add_some = [&] {
        const std::lock_guard lock(mutex_);
        for (const auto& row : some) add(kind, row);
        some.clear();
    };
    for (std::vector<store::Value> row; rows->next(row);) {
        some.push_back(std::move(row));
        if (some.size() == together) add_some();
    }
    add_some();
    return Done{};
}

void Index::put_in_order() {
    const std::lock_guard lock(mutex_);
    std::vector<std::uint32_t> order(stories_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
        const Story &a = stories_[x], &b = stories_[y];
        return a.day != b.day ? a.day > b.day : a.id < b.id;  // without a day last
    });
    for (std::uint32_t i = 0; i < order.size(); ++i) stories_[order[i]].rank = i;
    word_list_.clear();
    for (const auto& [word, rows] : words_) word_list_.push_back(word);
    std::sort(word_list_.begin(), word_list_.end());
}

Status Index::refresh(const store::Store& store) {
    const bool all = stories_.empty();
    const auto fresh = take_stories(store);
    if (!fresh) return fresh.error();
    Status taken = Done{};
    for (std::size_t kind = 0; kind < kind_names.size() && taken && !fresh->empty(); ++kind)
        taken = take_rows(store, static_cast<Kind>(kind), *fresh, all);
    put_in_order();
    return taken;
}

// -- finding --------------------------------------------------------------------------------------

/// Everything that is wanted but the words, in numbers.
struct Index::Filter {
    const Index& index;
    const Wanted& wanted;
    std::optional<std::uint32_t> source, country;
    bool nothing = false;  ///< no row has that source or country

    Filter(const Index& in, const Wanted& what) : index(in), wanted(what) {
        const auto number = [&](const Names& names, const std::string& text) -> std::optional<std::uint32_t> {
            if (text.empty()) return std::nullopt;
            const auto found = names.numbers.find(text);
            nothing = nothing || found == names.numbers.end();
            return nothing ? std::nullopt : std::optional(found->second);
        };
        source = number(in.sources_, what.source);
        country = number(in.countries_, what.country);
    }

    bool passes(const Row& row) const {
        const Story& story = index.stories_[row.story];
        if (story.gone || (story.copy && row.kind != Kind::story)) return false;
        if (wanted.kind && row.kind != *wanted.kind) return false;
        if (source && story.source != *source) return false;
        if (wanted.from && !(story.day && *story.day >= *wanted.from)) return false;
        if (wanted.to && !(story.day && *story.day <= *wanted.to)) return false;
        if (!country) return true;
        const auto first = index.country_lists_.begin() + row.countries;
        return std::find(first, first + row.country_count, *country) != first + row.country_count;
    }
};

/// Counts of hits.
struct Index::Tally {
    std::array<std::int64_t, 5> kinds{};
    std::vector<std::int64_t> sources, countries;
    std::unordered_map<int, std::int64_t> years;

    explicit Tally(const Index& index)
        : sources(index.sources_.texts.size()), countries(index.countries_.texts.size()) {}

    void add(const Index& index, const Row& row) {
        const Story& story = index.stories_[row.story];
        ++kinds[static_cast<std::size_t>(row.kind)];
        ++sources[story.source];
        if (story.day) ++years[static_cast<int>(std::chrono::year_month_day(*story.day).year())];
        for (std::size_t i = 0; i < row.country_count; ++i) ++countries[index.country_lists_[row.countries + i]];
    }
};

namespace {

void most_first(Counts& counts) {
    std::erase_if(counts, [](const auto& one) { return one.second == 0 || one.first.empty(); });
    std::sort(counts.begin(), counts.end(), [](const auto& x, const auto& y) {
        return x.second != y.second ? x.second > y.second : x.first < y.first;
    });
}

Counts counts_of(const std::vector<std::string>& names, const std::vector<std::int64_t>& numbers) {
    Counts counts;
    for (std::size_t i = 0; i < numbers.size(); ++i) counts.emplace_back(names[i], numbers[i]);
    most_first(counts);
    return counts;
}

}  // namespace

/// The hits from `offset` on, in order: only as many are sorted as are named.
std::vector<Hit> Index::named(std::vector<std::uint32_t>& rows, const Wanted& wanted) const {
    const std::size_t from = std::min(wanted.offset, rows.size()), to = std::min(from + wanted.most, rows.size());
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(to), rows.end(),
                      [&](std::uint32_t x, std::uint32_t y) {
                          const Row &a = rows_[x], &b = rows_[y];
                          if (a.story != b.story) return stories_[a.story].rank < stories_[b.story].rank;
                          return a.kind != b.kind ? a.kind < b.kind : x < y;
                      });
    std::vector<Hit> hits;
    for (std::size_t i = from; i < to; ++i) hits.push_back(hit_of(rows_[rows[i]]));
    return hits;
}

Hit Index::hit_of(const Row& row) const {
    const Story& story = stories_[row.story];
    Hit hit{.kind = row.kind,
            .story_id = story.id,
            .id = story.id,
            .source = sources_.texts[story.source],
            .title = texts_.get(story.title),
            .day = story.day ? fmt::format("{:%Y-%m-%d}", *story.day) : "",
            .text = {},
            .who = {}};
    if (row.kind == Kind::story) return hit;
    const std::string lines = texts_.get(row.text);
    const auto first = std::min(lines.find('\n'), lines.size());
    const auto second = std::min(lines.find('\n', first + 1), lines.size());
    hit.id = lines.substr(0, first);
    hit.text = lines.substr(std::min(first + 1, lines.size()), second - first - 1);
    hit.who = lines.substr(std::min(second + 1, lines.size()));
    return hit;
}

Found Index::find(const Wanted& wanted) const {
    const std::shared_lock lock(mutex_);
    Found found;
    const Filter filter(*this, wanted);
    if (filter.nothing) return found;
    Tally tally(*this);
    std::vector<std::uint32_t> hits;
    const auto see = [&](std::uint32_t row) {
        if (!filter.passes(rows_[row])) return;
        tally.add(*this, rows_[row]);
        hits.push_back(row);
    };
    if (const auto rows = having(wanted.words)) {
        for (std::uint32_t i = 0; i < rows->size(); ++i)
            for (std::uint64_t word = (*rows)[i]; word != 0; word &= word - 1)
                see(i * 64 + static_cast<std::uint32_t>(std::countr_zero(word)));
    } else {
        for (std::uint32_t row = 0; row < rows_.size(); ++row) see(row);
    }
    found.total = static_cast<std::int64_t>(hits.size());
    found.hits = named(hits, wanted);
    for (std::size_t i = 0; i < kind_names.size(); ++i) found.kinds.emplace_back(kind_names[i], tally.kinds[i]);
    most_first(found.kinds);
    found.sources = counts_of(sources_.texts, tally.sources);
    found.countries = counts_of(countries_.texts, tally.countries);
    for (const auto& [year, count] : tally.years) found.years.emplace_back(std::to_string(year), count);
    most_first(found.years);
    return found;
}

}  // namespace dragoman::serve
