// Which stories are copies: ties between one outlet's stories and between two outlets', and independence of the order.
#include "ingest/copies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace dragoman::ingest {
namespace {

using Draw = std::mt19937;

std::string word(Draw& draw) {
    std::string text;
    for (int i = 0; i < 6; ++i) text += static_cast<char>('a' + draw() % 26);
    if (draw() % 8 == 0) text[0] = static_cast<char>(text[0] - 32);
    return text;
}

std::vector<std::string> words(int count, Draw& draw) {
    std::vector<std::string> list;
    for (int i = 0; i < count; ++i) list.push_back(word(draw));
    return list;
}

std::string text_of(const std::vector<std::string>& list) {
    std::string text;
    for (const auto& one : list) text += one + ' ';
    return text;
}

struct Story {
    std::string id, day, outlet, text;
};

/// Every story's original, or itself.
std::map<std::string, std::string> originals(const std::vector<Story>& stories) {
    Copies copies;
    std::map<std::string, std::string> of;
    for (const Story& s : stories) {
        copies.put(s.id, s.day, s.outlet, signature_of(s.text));
        of[s.id] = s.id;
    }
    for (const auto& copy : copies.changes().copies) of[copy.story_id] = copy.original;
    return of;
}

/// Hostile on purpose: families of stories at every distance, of few outlets.
std::vector<Story> family(Draw& draw, int size) {
    const auto base = words(160, draw);
    std::vector<Story> stories;
    for (int i = 0; i < size; ++i) {
        auto list = base;
        const auto changes = draw() % 10;
        for (std::size_t k = 0; k < changes; ++k) list[draw() % list.size()] = word(draw);
        if (draw() % 3 == 0) list.resize(list.size() - draw() % 100);
        stories.push_back({"s" + std::to_string(draw()), "2025-02-0" + std::to_string(1 + draw() % 9),
                           "paper " + std::to_string(draw() % 4), text_of(list)});
    }
    return stories;
}

TEST(Copies, DoNotDependOnTheOrderOfStories) {
    Draw draw(7);
    int copies = 0, alone = 0;
    for (int round = 0; round < 60; ++round) {
        auto stories = family(draw, 12);
        const auto expected = originals(stories);
        for (const auto& [id, original] : expected) ++(id == original ? alone : copies);
        for (int again = 0; again < 8; ++again) {
            std::shuffle(stories.begin(), stories.end(), draw);
            ASSERT_EQ(originals(stories), expected) << "round " << round;
        }
    }
    EXPECT_GT(copies, 100);
    EXPECT_GT(alone, 100);
}

TEST(Copies, AreFoundAnewWhenAStoryChanges) {
    Draw draw(8);
    for (int round = 0; round < 40; ++round) {
        const auto stories = family(draw, 10);
        Copies copies;
        std::map<std::string, std::string> of;
        const auto note = [&] {
            const auto changes = copies.changes();
            for (const auto& id : changes.originals) of[id] = id;
            for (const auto& copy : changes.copies) of[copy.story_id] = copy.original;
        };
        for (const Story& s : stories) of[s.id] = s.id;
        for (const Story& s : stories) copies.put(s.id, s.day, s.outlet, signature_of(text_of(words(160, draw))));
        note();
        for (const Story& s : stories) {
            copies.put(s.id, s.day, s.outlet, signature_of(s.text));
            if (draw() % 2) note();
        }
        note();
        ASSERT_EQ(of, originals(stories)) << "round " << round;
    }
}

/// One word in `every` is another one.
std::string changed(std::vector<std::string> list, std::size_t every, Draw& draw) {
    for (std::size_t i = every / 2; i < list.size(); i += every) list[i] = word(draw);
    return text_of(list);
}

TEST(Copies, OfTwoOutletsMayDifferMore) {
    Draw draw(9);
    const auto base = words(600, draw);
    const std::string edited = changed(base, 50, draw);
    const auto other = [&](const std::string& outlet) {
        return originals({{"a", "2025-02-03", "Gazette", text_of(base)}, {"b", "2025-02-04", outlet, edited}}).at("b");
    };
    EXPECT_EQ(other("Gazette"), "b") << "a new state of the matter, or a form";
    EXPECT_EQ(other("Herald"), "a");
    EXPECT_EQ(other(""), "b") << "who printed it is not known";
}

TEST(Copies, AFormIsNoCopyOfWhatAnotherOutletTookFromItsLike) {
    Draw draw(10);
    const auto base = words(600, draw);
    const std::string form = changed(base, 50, draw);
    const std::vector<Story> stories = {{"first", "2025-02-03", "Office", text_of(base)},
                                        {"second", "2025-02-03", "Office", form},
                                        {"reprint", "2025-02-04", "Herald", text_of(base)}};
    EXPECT_EQ(originals(stories).at("reprint"), "first");
    EXPECT_EQ(originals(stories).at("second"), "second");
    EXPECT_EQ(originals({stories[1], stories[2]}).at("reprint"), "second")
        << "without the first it would be taken for one";
}

/// A joint release: 600 words, twelve of them with two names beside each other.
std::string joint_release(const std::string& first, const std::string& second) {
    Draw draw(7);
    std::string text;
    for (int i = 0; i < 12; ++i) text += text_of(words(50, draw)) + first + " and " + second + ' ';
    return text;
}

TEST(Copies, NamesTurnedRoundByAnotherOfficeOnTheSameDayAreNoOtherNames) {
    const std::string one = joint_release("Alder", "Birk"), turned = joint_release("Birk", "Alder"),
                      other = joint_release("Corran", "Dunmore");
    const auto original_of_b = [&](const std::string& outlet, const std::string& day, const std::string& text) {
        return originals({{"a", "2025-02-03", "office of Alder", one}, {"b", day, outlet, text}})["b"];
    };
    EXPECT_EQ(original_of_b("office of Birk", "2025-02-03", turned), "a");
    EXPECT_EQ(original_of_b("office of Birk", "2025-02-08", turned), "b")
        << "what is given out together is so on one day";
    EXPECT_EQ(original_of_b("office of Alder", "2025-02-03", turned), "b")
        << "one office turns its own names for a reason";
    EXPECT_EQ(original_of_b("office of Birk", "2025-02-03", other), "b") << "a form filled in anew";
}

}  // namespace
}  // namespace dragoman::ingest
