#pragma once

#include <memory>
#include <span>
#include <vector>

#include "media/image.h"
#include "vision/geometry.h"
#include "vision/plane.h"

namespace trainingzip::vision {

/// Finds persons in pictures and draws the shape of each. Safe to use from several threads.
class PersonMasker {
  public:
    /// What was seen in one picture. Belongs to one thread; must outlive neither the masker nor the picture.
    class Seen {
      public:
        virtual ~Seen() = default;

        /// Persons, best first, boxes in pixels of the picture.
        virtual std::vector<Detection> persons() const = 0;
        /// The same, but those away from the box may be left out, which is faster.
        virtual std::vector<Detection> persons_near(const Box& box) const = 0;

        /// The shape of the person in each box: the probability that a pixel belongs to the person. Planes
        /// cover the whole picture and have the size of mask_width() × mask_height().
        virtual std::vector<Plane> masks(std::span<const Box> boxes) const = 0;

        int picture_width() const { return picture_width_; }
        int picture_height() const { return picture_height_; }
        int mask_width() const { return mask_width_; }
        int mask_height() const { return mask_height_; }

      protected:
        Seen(const media::ImageView& picture, int mask_width, int mask_height)
            : picture_width_(picture.width),
              picture_height_(picture.height),
              mask_width_(mask_width),
              mask_height_(mask_height) {}

      private:
        int picture_width_;
        int picture_height_;
        int mask_width_;
        int mask_height_;
    };

    virtual ~PersonMasker() = default;
    /// A detection of this score or more is a person and nothing else.
    virtual float sure_score() const = 0;
    virtual std::unique_ptr<Seen> look(const media::ImageView& picture) const = 0;
};

}  // namespace trainingzip::vision
