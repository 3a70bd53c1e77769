from asystec_web.services.tokens import new_token, token_hash


def test_no_token_is_made_twice() -> None:
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert all(len(token) == 43 for token in tokens)


def test_a_token_has_one_hash() -> None:
    token = new_token()

    assert token_hash(token) == token_hash(token) != token_hash(new_token())
    assert len(token_hash(token)) == 32


def test_anything_in_place_of_a_token_has_a_hash() -> None:
    assert len(token_hash("")) == len(token_hash("ñ\0\ud800")) == 32
