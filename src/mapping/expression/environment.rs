//! minijinja with the filters and tests of mappings, and nothing else.

use std::sync::LazyLock;

use minijinja::{Environment, UndefinedBehavior, filters, tests};

use super::names::{FACTOR, SIDES};
use super::{bounded_filters, comparisons, conversions};
use crate::mapping::limits::EXPRESSION_FUEL;

pub(super) static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(EXPRESSION_FUEL));
    env.set_recursion_limit(20);
    env.add_filter("lower", filters::lower);
    env.add_filter("upper", filters::upper);
    env.add_filter("title", filters::title);
    env.add_filter("trim", filters::trim);
    env.add_filter("replace", bounded_filters::replace);
    env.add_filter("length", filters::length);
    env.add_filter("default", filters::default);
    env.add_filter("join", bounded_filters::join);
    env.add_filter("split", bounded_filters::split);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_filter("int", conversions::int);
    env.add_filter("float", conversions::float);
    env.add_filter("round", filters::round);
    env.add_filter("abs", filters::abs);
    env.add_filter("min", filters::min);
    env.add_filter("max", filters::max);
    env.add_filter("sum", conversions::sum);
    env.add_filter(FACTOR, conversions::factor);
    env.add_filter(SIDES[0], comparisons::left);
    env.add_filter(SIDES[1], comparisons::right);
    env.add_filter("string", filters::string);
    env.add_test("defined", tests::is_defined);
    env.add_test("undefined", tests::is_undefined);
    env.add_test("none", tests::is_none);
    env.add_test("number", tests::is_number);
    env.add_test("string", tests::is_string);
    env.add_test("startingwith", tests::is_startingwith);
    env.add_test("endingwith", tests::is_endingwith);
    env
});
