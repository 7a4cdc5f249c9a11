// The mock provider's cards.
export const CARD_THAT_PAYS = '4111 1111 1111 1111';
export const CARD_THAT_FAILS = '4000 0000 0000 0002';
export const CARD_WITH_A_TYPO = '4111 1111 1111 1112';
