#include "accuracy/coco_dataset.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

namespace trainingzip::accuracy {

namespace {

using boost::json::object;
using boost::json::value;

double number(const value& json) {
    return json.to_number<double>();
}

MarkedPerson read_person(const object& json) {
    MarkedPerson person;
    const auto& box = json.at("bbox").as_array();
    const auto left = static_cast<float>(number(box.at(0)));
    const auto top = static_cast<float>(number(box.at(1)));
    person.box = {left, top, left + static_cast<float>(number(box.at(2))),
                  top + static_cast<float>(number(box.at(3)))};
    person.area = number(json.at("area"));
    person.crowd = json.at("iscrowd").to_number<int>() != 0;
    if (const value* keypoints = json.if_contains("keypoints")) {
        const auto& numbers = keypoints->as_array();
        for (std::size_t part = 0; part < vision::part_count; ++part) {
            person.keypoints[part] = {{static_cast<float>(number(numbers.at(part * 3))),
                                       static_cast<float>(number(numbers.at(part * 3 + 1)))},
                                      numbers.at(part * 3 + 2).to_number<int>()};
        }
        person.keypoint_count = json.at("num_keypoints").to_number<int>();
    }
    const value& segmentation = json.at("segmentation");
    if (segmentation.is_object()) {
        for (const value& run : segmentation.at("counts").as_array()) {
            person.runs.push_back(run.to_number<std::uint32_t>());
        }
    } else {
        for (const value& outline : segmentation.as_array()) {
            auto& polygon = person.polygons.emplace_back();
            for (const value& coordinate : outline.as_array()) polygon.push_back(number(coordinate));
        }
    }
    return person;
}

void fill_polygon(const std::vector<double>& polygon, int width, int height,
                  std::vector<std::uint8_t>& mask) {
    const std::size_t corners = polygon.size() / 2;
    std::vector<double> crossings;
    for (int row = 0; row < height; ++row) {
        const double y = row + 0.5;
        crossings.clear();
        for (std::size_t i = 0; i < corners; ++i) {
            const std::size_t next = (i + 1) % corners;
            const double y0 = polygon[i * 2 + 1];
            const double y1 = polygon[next * 2 + 1];
            if ((y0 <= y) == (y1 <= y)) continue;
            crossings.push_back(polygon[i * 2] + (y - y0) / (y1 - y0) * (polygon[next * 2] - polygon[i * 2]));
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const int first = std::max(0, static_cast<int>(std::ceil(crossings[i] - 0.5)));
            const int end = std::min(width, static_cast<int>(std::ceil(crossings[i + 1] - 0.5)));
            for (int x = first; x < end; ++x) {
                mask[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                     static_cast<std::size_t>(x)] = 1;
            }
        }
    }
}

void fill_runs(const std::vector<std::uint32_t>& runs, int width, int height,
               std::vector<std::uint8_t>& mask) {
    std::size_t position = 0;
    bool inside = false;
    for (const std::uint32_t length : runs) {
        for (std::uint32_t i = 0; i < length && position < mask.size(); ++i, ++position) {
            const std::size_t column = position / static_cast<std::size_t>(height);
            const std::size_t row = position % static_cast<std::size_t>(height);
            mask[row * static_cast<std::size_t>(width) + column] = inside ? 1 : 0;
        }
        inside = !inside;
    }
}

}  // namespace

std::vector<MarkedImage> read_coco_persons(const std::filesystem::path& annotations) {
    std::ifstream file(annotations, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + annotations.string());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const value document = boost::json::parse(text);
    std::vector<MarkedImage> images;
    std::map<std::int64_t, std::size_t> places;
    for (const value& json : document.at("images").as_array()) {
        MarkedImage image;
        image.id = json.at("id").to_number<std::int64_t>();
        image.file_name = json.at("file_name").as_string().c_str();
        image.width = json.at("width").to_number<int>();
        image.height = json.at("height").to_number<int>();
        places[image.id] = images.size();
        images.push_back(std::move(image));
    }
    for (const value& json : document.at("annotations").as_array()) {
        if (json.at("category_id").to_number<int>() != 1) continue;
        const auto place = places.find(json.at("image_id").to_number<std::int64_t>());
        if (place == places.end()) throw std::runtime_error("an annotation of an image that is not listed");
        images[place->second].persons.push_back(read_person(json.as_object()));
    }
    return images;
}

std::vector<std::uint8_t> mask_of(const MarkedPerson& person, int width, int height) {
    std::vector<std::uint8_t> mask(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (const auto& polygon : person.polygons) fill_polygon(polygon, width, height, mask);
    if (!person.runs.empty()) fill_runs(person.runs, width, height, mask);
    return mask;
}

}  // namespace trainingzip::accuracy
