//! Image quotas, on which the first text of scs-0104 had a number: advice, and no official test case.
//! <https://docs.scs.community/standards/scs-0104-v1-standard-images>
//!
//! Glance tells the quotas of a project in `GET /v2/info/usage`: an empty object where there are none, and -1 for a limit
//! that is none.

use super::context::{Context, Shown};
use super::outcome::{Judgement, OffendersAre, Outcome, for_all};
use super::problem::Problem;
use crate::inventory::{Field, ImageUsage, Record as _, Value};

/// The quotas leave room for so many images and so much data.
pub(super) fn image_quota(
    context: &Context<'_>,
    quotas: &Shown<'_, ImageUsage>,
    images: u32,
    size_mib: u32,
) -> Outcome {
    let limits = [("image_count_total", images), ("image_size_total", size_mib)];
    let mut outcome = for_all(context.inventory, quotas, &[Field::Limit], OffendersAre::Printed, &|quota| {
        let wanted = limits.iter().find(|(name, _)| quota.name_text() == Some(name));
        let Some((_, expected)) = wanted else { return Judgement::Met };
        let Some(limit) = quota.limit.as_ref().and_then(Value::as_number) else {
            return Judgement::Unknown(Field::Limit);
        };
        // No limit at all is generous, too.
        if limit < 0.0 || limit >= f64::from(*expected) {
            return Judgement::Met;
        }
        Judgement::Fault(Problem::SmallImageQuota {
            found: quota.limit.as_ref().map(ToString::to_string).unwrap_or_default().into(),
            expected: *expected,
        })
    });
    // The official suite does not ask.
    outcome.official = None;
    outcome
}
